using System;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>First, latest, quantiles, distinct, top and histograms, as a query answers them.</summary>
public sealed class ShippedMeasureTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 3, 10, 12, 0);

    [Fact]
    public void The_first_and_the_latest_of_one_instant_are_those_of_the_least_and_the_greatest_id()
    {
        var events = new[] { (3, 30m), (1, 10m), (2, 20m) };
        var before = TotalsRecords.Of("a", "sales", 99, hour: 1);

        foreach (var order in new[] { events, [.. events.Reverse()], [events[1], events[0], events[2]] })
        {
            var fold = new TotalsFold(new() { Measures = [Measures.First, Measures.Latest] });
            foreach (var (id, amount) in order)
            {
                fold.Add(At(Noon, amount), Id(id));
            }

            Assert.Equal((10m, 30m), EndsOf(fold));
            fold.Add(before, Id(9));
            Assert.Equal((99m, 30m), EndsOf(fold));
        }
    }

    [Fact]
    public void First_and_latest_of_no_event_are_empty_and_of_a_field_only_events_that_have_it_count()
    {
        var (first, latest) = (Measures.FirstOf("fee"), Measures.LatestOf("fee"));
        var fold = new TotalsFold(new() { Measures = [first, latest] });
        Assert.Equal(["", ""], fold.ToGroups().Single().Values.Select(value => value.ToString()));

        fold.Add(TotalsRecords.Of("a", "sales", 1, 1), Id(1));
        fold.Add(TotalsRecords.Of("a", "sales", 1, 2, [new("fee", FieldValue.FromDecimal(0.50m))]), Id(2));
        fold.Add(TotalsRecords.Of("a", "sales", 1, 3, [new("fee", FieldValue.FromInteger(7))]), Id(3));
        fold.Add(TotalsRecords.Of("a", "sales", 1, 4, [new("fee", FieldValue.FromText("8"))]), Id(4));

        Assert.Equal(["0.5", "7"], fold.ToGroups().Single().Values.Select(value => value.ToString()));
    }

    [Fact]
    public void Amounts_of_two_currencies_have_no_first_no_quantile_and_no_histogram_together_but_a_distinct_count()
    {
        Measure[] ofAmounts =
            [Measures.First, Measures.Latest, Measures.QuantileOf(50), Measures.HistogramOf(), Measures.FirstOf("fee")];
        Measure[] ofEvents =
        [
            Measures.DistinctOf("currency"), Measures.DistinctSketchOf("currency"), Measures.TopOf(2, "currency"),
        ];
        var fold = new TotalsFold(new() { Measures = [.. ofAmounts, .. ofEvents] });
        fold.Add(TotalsRecords.Of("a", "sales", 12.50m, currency: "EUR"), Id(1));
        fold.Add(TotalsRecords.Of("a", "sales", 1250m, currency: "JPY"), Id(2));

        var group = fold.ToGroups().Single();

        Assert.All(ofAmounts, measure => Assert.Equal(AggregateError.CurrenciesCode, group[measure].Error!.Code));
        Assert.Equal(["2", "2", "[EUR=1, JPY=1]"], ofEvents.Select(measure => group[measure].ToString()));
        Assert.Equal(["12.5", "1250"], group.ByCurrency.Select(one => one[Measures.First].ToString()));
    }

    [Theory]
    [InlineData("client_id", "3"), InlineData("metric", "1"), InlineData("timestamp", "2"), InlineData("amount", "2")]
    [InlineData("currency", "0"), InlineData("region", "2"), InlineData("paid", "1")]
    public void Distinct_counts_the_values_of_any_field_and_equal_decimals_once(string field, string expected)
    {
        var (exact, sketch) = (Measures.DistinctOf(field), Measures.DistinctSketchOf(field));
        var fold = new TotalsFold(new() { Measures = [exact, sketch] });
        var paid = new EventField("paid", FieldValue.FromBoolean(true));
        fold.Add(TotalsRecords.Of("a", "sales", 1.0m, 1, [paid, Region("EU")]), Id(1));
        fold.Add(TotalsRecords.Of("A", "sales", 1.00m, 1, [paid, Region("US")]), Id(2));
        fold.Add(TotalsRecords.Of("b", "sales", 2m, 2, [Region("EU")]), Id(3));

        Assert.Equal([expected, expected], fold.ToGroups().Single().Values.Select(value => value.ToString()));
    }

    [Fact]
    public void More_different_values_than_the_bound_are_an_error_of_that_group_alone_in_any_order_and_split()
    {
        var query = new TotalsQuery { GroupBy = [GroupKey.Metric], Measures = [Measures.DistinctOf("number")] };
        var (all, left, right) = (new TotalsFold(query), new TotalsFold(query), new TotalsFold(query));
        for (var number = 0; number <= Measures.DistinctMax; number++)
        {
            var record = Numbered(number);
            all.Add(record, default);
            (number % 2 == 0 ? left : right).Add(record, default);
        }

        all.Add(TotalsRecords.Of("a", "visits", 1, fields: [new("number", FieldValue.FromInteger(1))]), default);
        Assert.Equal(["aggregate.cardinality", "1"], TextsOf(all));
        Assert.Equal(["50001"], TextsOf(left));
        Assert.Equal(
            "There are more than 100000 different values of number; expected at most so many, or distinct~:number.",
            all.ToGroups()[0].Values[0].Error!.Message);

        right.Merge(left);
        Assert.Equal(["aggregate.cardinality"], TextsOf(right));
        right.Merge(new TotalsFold(query));
        right.Add(Numbered(1), default);
        Assert.Equal(["aggregate.cardinality"], TextsOf(right));
    }

    [Fact]
    public void Top_lists_values_by_count_then_by_value_and_more_different_ones_than_its_bound_are_an_error()
    {
        var query = new TotalsQuery { Measures = [Measures.TopOf(2, "number"), Measures.TopOf(1, "client_id")] };
        var fold = new TotalsFold(query);
        foreach (var number in new[] { 5, 3, 9, 3, 9 })
        {
            fold.Add(Numbered(number), default);
        }

        Assert.Equal(["[3=2, 9=2]", "[a=5]"], TextsOf(fold));

        for (var number = 0; number <= Measures.TopDistinctMax; number++)
        {
            fold.Add(Numbered(number), default);
        }

        Assert.Equal(["aggregate.cardinality", "[a=10006]"], TextsOf(fold));
    }

    [Fact]
    public void Quantiles_are_by_nearest_rank_and_share_one_state()
    {
        Measure[] measures = [.. new[] { 0, 25, 50, 75, 99.9m, 100 }.Select(percent => Measures.QuantileOf(percent))];
        var fold = new TotalsFold(new() { Measures = [.. measures] });
        foreach (var amount in new[] { 15, 20, 35, 40, 50m })
        {
            fold.Add(At(Noon, amount), default);
        }

        Assert.Equal(["15", "20", "35", "40", "50", "50"], TextsOf(fold));
        Assert.Single(fold.Parts);
        Assert.Equal(["", "", "", "", "", ""], TextsOf(new TotalsFold(fold.Query)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measures.QuantileOf(100.1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measures.QuantileOf(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measures.QuantileOf(0.00001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measures.TopOf(0, "region"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measures.TopOf(1_001, "region"));
    }

    [Fact]
    public void A_histogram_lists_the_bounds_that_have_values()
    {
        var fold = new TotalsFold(new() { Measures = [Measures.HistogramOf()] });
        foreach (var amount in new[] { -3m, 0, 12.5m, 19.99m, 20 })
        {
            fold.Add(At(Noon, amount), default);
        }

        Assert.Equal(["[-5=1, 0=1, 10=2, 20=1]"], TextsOf(fold));
    }

    [Fact]
    public void Sums_are_exact_or_an_error_in_any_order()
    {
        decimal[][] orders = [[1e28m, 0.4m, 0.4m], [0.4m, 1e28m, 0.4m], [0.4m, 0.4m, 1e28m]];

        Assert.All(orders, amounts => Assert.Equal(["aggregate.range"], SumOf(amounts)));
        Assert.All(orders, amounts => Assert.Equal(
            ["1000000000000000000000000000.8"],
            SumOf([.. amounts.Select(amount => amount == 1e28m ? 1e27m : amount)])));
    }

    [Theory]
    [InlineData("quantiles"), InlineData("frequencies:region"), InlineData("distinct:region"), InlineData("p95")]
    [InlineData("first"), InlineData("top:3:region"), InlineData("histogram:fee")]
    public void A_measure_of_a_host_cannot_take_the_name_of_a_shipped_one_or_of_its_state(string name) =>
        Assert.Throws<ArgumentException>(
            () => Measure.Of(name, 1, Aggregators.Count<NormalizedEvent>().Select(MeasureValue.FromInteger),
                StandardFormats.Count));

    [Fact]
    public void A_measure_of_a_decimal_field_cannot_take_such_a_name_with_its_field() =>
        Assert.Throws<ArgumentException>(() => Measure.OfDecimal(LargeCount.Of("distinct", "fee")));

    [Fact]
    public void Distinct_and_top_take_texts_and_measures_of_numbers_do_not()
    {
        new TotalsQuery { Measures = [Measures.DistinctOf("client_id"), Measures.TopOf(3, "metric")] }
            .RequireKnownFields([]);

        Assert.Throws<ArgumentException>(
            () => new TotalsQuery { Measures = [Measures.LatestOf("client_id")] }.RequireKnownFields([]));
        Assert.Throws<ArgumentException>(
            () => new TotalsQuery { Measures = [Measures.QuantileOf(50, "metric")] }.RequireKnownFields([]));
        Assert.Throws<ArgumentException>(
            () => new TotalsQuery { Measures = [Measures.DistinctOf("regoin")] }.RequireKnownFields(["region"]));
    }

    private static string[] SumOf(decimal[] amounts)
    {
        var fold = new TotalsFold(new() { Measures = [Measures.Sum] });
        Array.ForEach(amounts, amount => fold.Add(At(Noon, amount), default));
        return TextsOf(fold);
    }

    private static string[] TextsOf(TotalsFold fold) =>
        [.. fold.ToGroups().SelectMany(group => group.Values).Select(value => value.ToString())];

    private static (decimal?, decimal?) EndsOf(TotalsFold fold)
    {
        var group = fold.ToGroups().Single();
        return (group[Measures.First].AsDecimal(), group[Measures.Latest].AsDecimal());
    }

    private static EventField Region(string name) => new("region", FieldValue.FromText(name));

    private static NormalizedEvent Numbered(int number) =>
        TotalsRecords.Of("a", "sales", 1, fields: [new("number", FieldValue.FromInteger(number))]);

    private static NormalizedEvent At(Instant time, decimal amount) => new()
    {
        ClientId = "a",
        Metric = "sales",
        Amount = amount,
        Timestamp = time,
    };

    private static RecordId Id(int number)
    {
        var bytes = new byte[RecordId.ByteCount];
        bytes[^1] = (byte)number;
        return RecordId.FromBytes(bytes);
    }
}
