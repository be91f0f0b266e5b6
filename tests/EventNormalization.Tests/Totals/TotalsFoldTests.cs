using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class TotalsFoldTests
{
    private static readonly NormalizedEvent[] Records =
    [
        TotalsRecords.Of("b", "sales", 10.50m, hour: 1),
        TotalsRecords.Of("a", "sales", 1.00m, hour: 2, [Region("EU")]),
        TotalsRecords.Of("a", "visits", 3m, hour: 3, [Region("US")]),
        TotalsRecords.Of("a", "sales", 0.5m, hour: 4, [Region("EU")]),
        TotalsRecords.Of("B", "sales", -2m, hour: 5, [Region("")]),
    ];

    [Fact]
    public void Without_groups_there_is_one_total() =>
        Assert.Equal(["[] 5: sum 13, -2 to 10.5, mean 2.6"], TotalsOf(new()));

    [Fact]
    public void Of_no_events_there_is_one_total_without_groups_and_none_with()
    {
        Assert.Equal(["[] 0: sum 0,  to , mean "], TotalsText.Of(new TotalsFold(TotalsQuery.All).ToGroups()));
        Assert.Empty(new TotalsFold(new() { GroupBy = [GroupKey.ClientId] }).ToGroups());
        Assert.Empty(new TotalsFold(new() { GroupBy = [GroupKey.Field("region")] }).ToGroups());
    }

    [Fact]
    public void Groups_are_ordered_by_the_code_points_of_their_keys()
    {
        Assert.Equal(
            [
                "[client_id=B, metric=sales] 1: sum -2, -2 to -2, mean -2",
                "[client_id=a, metric=sales] 2: sum 1.5, 0.5 to 1, mean 0.75",
                "[client_id=a, metric=visits] 1: sum 3, 3 to 3, mean 3",
                "[client_id=b, metric=sales] 1: sum 10.5, 10.5 to 10.5, mean 10.5",
            ],
            TotalsOf(new() { GroupBy = [GroupKey.ClientId, GroupKey.Metric] }));
    }

    [Fact]
    public void Keys_have_the_order_of_the_query()
    {
        Assert.Equal(
            [
                "[metric=sales, client_id=B] 1: sum -2, -2 to -2, mean -2",
                "[metric=sales, client_id=a] 2: sum 1.5, 0.5 to 1, mean 0.75",
                "[metric=sales, client_id=b] 1: sum 10.5, 10.5 to 10.5, mean 10.5",
                "[metric=visits, client_id=a] 1: sum 3, 3 to 3, mean 3",
            ],
            TotalsOf(new() { GroupBy = [GroupKey.Metric, GroupKey.ClientId] }));
    }

    [Fact]
    public void A_field_that_events_lack_is_null_in_their_key_and_comes_before_an_empty_one()
    {
        Assert.Equal(
            [
                "[metric=sales] 1: sum 10.5, 10.5 to 10.5, mean 10.5",
                "[region=, metric=sales] 1: sum -2, -2 to -2, mean -2",
                "[region=EU, metric=sales] 2: sum 1.5, 0.5 to 1, mean 0.75",
                "[region=US, metric=visits] 1: sum 3, 3 to 3, mean 3",
            ],
            TotalsOf(new() { GroupBy = [GroupKey.Field("region"), GroupKey.Metric] }));
    }

    [Fact]
    public void A_name_that_no_event_has_groups_nothing() =>
        Assert.Equal(["[] 5: sum 13, -2 to 10.5, mean 2.6"], TotalsOf(new() { GroupBy = [GroupKey.Field("colour")] }));

    [Fact]
    public void Any_field_of_the_record_can_be_grouped_by()
    {
        var fold = new TotalsFold(new() { GroupBy = [GroupKey.Field("timestamp"), GroupKey.Field("amount")] });
        fold.Add(TotalsRecords.Of("a", "sales", 1.50m), default);
        fold.Add(TotalsRecords.Of("b", "visits", 1.5m), default);
        fold.Add(TotalsRecords.Of("b", "visits", 10m), default);

        Assert.Equal(
            [
                "[timestamp=2024-01-15T00:00:00Z, amount=1.5] 2: sum 3, 1.5 to 1.5, mean 1.5",
                "[timestamp=2024-01-15T00:00:00Z, amount=10] 1: sum 10, 10 to 10, mean 10",
            ],
            TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void A_predicate_leaves_events_out()
    {
        var where = EventPredicate.AllOf(
            EventPredicate.TextIn("client_id", "a", "b"),
            EventPredicate.TextIn("metric", "sales"),
            EventPredicate.Between(Instant.FromUtc(2024, 1, 15, 2, 0), Instant.FromUtc(2024, 1, 15, 4, 0)));

        Assert.Equal(
            ["[client_id=a] 1: sum 1, 1 to 1, mean 1"],
            TotalsOf(new() { Where = where, GroupBy = [GroupKey.ClientId] }));
    }

    [Fact]
    public void A_total_beyond_the_range_is_the_error_of_its_group_alone()
    {
        var fold = new TotalsFold(new() { GroupBy = [GroupKey.ClientId] });
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue), default);
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue), default);
        fold.Add(TotalsRecords.Of("b", "sales", decimal.MaxValue), default);

        Assert.Equal(
            [
                $"[client_id=a] 2: sum aggregate.range, {Greatest} to {Greatest}, mean {Greatest}",
                $"[client_id=b] 1: sum {Greatest}, {Greatest} to {Greatest}, mean {Greatest}",
            ],
            TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void Reading_the_groups_does_not_end_the_fold()
    {
        var fold = new TotalsFold(TotalsQuery.All);
        fold.Add(Records[0], default);
        fold.ToGroups();
        fold.Add(Records[1], default);

        Assert.Equal(["[] 2: sum 11.5, 1 to 10.5, mean 5.75"], TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void Folds_of_different_queries_do_not_merge()
    {
        var fold = new TotalsFold(new() { GroupBy = [GroupKey.ClientId] });

        var failure = Assert.Throws<ArgumentException>(() => fold.Merge(new TotalsFold(TotalsQuery.All)));

        Assert.Equal("Folds of different queries do not merge. (Parameter 'other')", failure.Message);
    }

    [Fact]
    public void A_key_has_a_value_for_each_group_key_of_the_query()
    {
        var fold = new TotalsFold(new() { GroupBy = [GroupKey.Field("region"), GroupKey.ClientId] });
        fold.Add(Records[0], default);

        var group = Assert.Single(fold.ToGroups());

        Assert.Equal([null, FieldValue.FromText("b")], group.Key.AsEnumerable());
        Assert.Equal(["region", "client_id"], group.GroupBy.Select(key => key.Name));
    }

    [Fact]
    public void Currencies_are_counted_together_and_totalled_apart()
    {
        var fold = new TotalsFold(new() { GroupBy = [GroupKey.Metric], Measures = [Measures.Count, Measures.Sum] });
        fold.Add(TotalsRecords.Of("a", "sales", 1m, currency: "USD"), default);
        fold.Add(TotalsRecords.Of("a", "sales", 2m, currency: "EUR"), default);
        fold.Add(TotalsRecords.Of("b", "sales", 3m, currency: "EUR"), default);
        fold.Add(TotalsRecords.Of("b", "sales", 4m), default);
        fold.Add(TotalsRecords.Of("b", "visits", 4m, currency: "EUR"), default);

        Assert.Equal(
            [
                "[metric=sales] count 4, sum aggregate.currencies {none count 1, sum 4} {EUR count 2, sum 5} "
                    + "{USD count 1, sum 1}",
                "[metric=visits] count 1, sum 4",
            ],
            TotalsText.Of(fold.ToGroups()));
        Assert.Equal("EUR", fold.ToGroups()[1].Currency);
    }

    [Fact]
    public void Only_what_was_asked_for_can_be_read()
    {
        var group = new TotalsFold(new() { Measures = [Measures.Sum] }).ToGroups().Single();

        Assert.Equal(0m, group.Sum.Value);
        Assert.Throws<InvalidOperationException>(() => group.Count);
        Assert.Throws<InvalidOperationException>(() => group[Measures.MeanOf("fee")]);
    }

    [Fact]
    public void A_further_decimal_field_is_measured_over_the_events_that_have_it()
    {
        Assert.True(Measures.TryFind("sum:fee", out var sum));
        var fold = new TotalsFold(
            new() { Measures = [Measures.Count, sum, Measures.CountOf("fee"), Measures.MeanOf("fee")] });
        fold.Add(TotalsRecords.Of("a", "sales", 100m, fields: [Fee(FieldValue.FromDecimal(0.10m))]), default);
        fold.Add(TotalsRecords.Of("a", "sales", 100m, fields: [Fee(FieldValue.FromInteger(2))]), default);
        fold.Add(TotalsRecords.Of("a", "sales", 100m, fields: [Fee(FieldValue.FromText("3"))]), default);
        fold.Add(TotalsRecords.Of("a", "sales", 100m), default);

        Assert.Equal(["[] count 4, sum:fee 2.1, count:fee 2, mean:fee 1.05"], TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void States_that_were_kept_do_not_answer_for_other_fields()
    {
        var sample = TotalsRecords.Of("a", "sales", 0);
        TotalsQuery[] queries =
        [
            new() { GroupBy = [GroupKey.Field("region")], Measures = [Measures.Count] },
            new() { Where = EventPredicate.RawContains("x"), Measures = [Measures.Count] },
            new() { Measures = [Measures.CountOf("fee")] },
        ];

        Assert.All(queries, query => Assert.Throws<InvalidOperationException>(
            () => new TotalsFold(query).AddStates(sample, query.Measures[0].NewState())));
        Assert.Throws<ArgumentException>(() => new TotalsFold(TotalsQuery.All).AddStates(sample));
    }

    [Fact]
    public void States_that_were_kept_are_filtered_by_client_metric_and_currency()
    {
        var fold = new TotalsFold(new()
        {
            Where = EventPredicate.TextIn("client_id", "a").And(EventPredicate.TextIn("currency", "EUR").Not()),
            GroupBy = [GroupKey.ClientId],
        });
        AddStates(fold, "a", null);
        AddStates(fold, "a", "EUR");
        AddStates(fold, "b", null);

        Assert.Equal(["[client_id=a] 2: sum 6, 1 to 5, mean 3"], TotalsText.Of(fold.ToGroups()));
    }

    [Theory]
    [InlineData("client_id,metric")]
    [InlineData("timestamp,amount,region,client_id")]
    public void An_event_of_a_known_group_allocates_nothing(string groupBy)
    {
        var where = EventPredicate.TextIn("client_id", "a", "b", "B")
            .And(EventPredicate.Between(null, Instant.FromUtc(2025, 1, 1, 0, 0)));
        var fold = new TotalsFold(new() { Where = where, GroupBy = [.. groupBy.Split(',').Select(GroupKey.Field)] });
        AddAll(fold);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AddAll(fold);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Greatest => "79228162514264337593543950335";

    private static EventField Region(string name) => new("region", FieldValue.FromText(name));

    private static EventField Fee(FieldValue value) => new("fee", value);

    private static void AddStates(TotalsFold fold, string client, string? currency)
    {
        var states = fold.Parts.Select(part => part.NewState()).ToArray();
        foreach (var state in states)
        {
            state.Add(TotalsRecords.Of(client, "sales", 1m, currency: currency), default);
            state.Add(TotalsRecords.Of(client, "sales", 5m, currency: currency), default);
        }

        fold.AddStates(TotalsRecords.Of(client, "sales", 0m, currency: currency), states);
    }

    private static string[] TotalsOf(TotalsQuery query)
    {
        var fold = new TotalsFold(query);
        AddAll(fold);
        return TotalsText.Of(fold.ToGroups());
    }

    private static void AddAll(TotalsFold fold)
    {
        foreach (var record in Records)
        {
            fold.Add(record, default);
        }
    }
}
