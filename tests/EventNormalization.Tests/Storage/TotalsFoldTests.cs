using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Storage;

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
    public void Without_groups_there_is_one_total()
    {
        Assert.Equal(["[] 5: sum 13, -2 to 10.5, mean 2.6"], TotalsOf(new()));
    }

    [Fact]
    public void Of_no_events_there_is_one_total_without_groups_and_none_with()
    {
        Assert.Equal(["[] 0: sum 0,  to , mean "], TotalsText.Of(new TotalsFold(TotalsQuery.All).ToGroups()));
        Assert.Empty(new TotalsFold(new() { GroupBy = ["client_id"] }).ToGroups());
        Assert.Empty(new TotalsFold(new() { GroupBy = ["region"] }).ToGroups());
    }

    [Fact]
    public void Groups_are_ordered_by_the_code_units_of_their_keys()
    {
        Assert.Equal(
            [
                "[client_id=B, metric=sales] 1: sum -2, -2 to -2, mean -2",
                "[client_id=a, metric=sales] 2: sum 1.5, 0.5 to 1, mean 0.75",
                "[client_id=a, metric=visits] 1: sum 3, 3 to 3, mean 3",
                "[client_id=b, metric=sales] 1: sum 10.5, 10.5 to 10.5, mean 10.5",
            ],
            TotalsOf(new() { GroupBy = ["client_id", "metric"] }));
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
            TotalsOf(new() { GroupBy = ["metric", "client_id"] }));
    }

    [Fact]
    public void A_field_that_events_lack_is_left_out_of_their_key_and_comes_before_an_empty_one()
    {
        Assert.Equal(
            [
                "[metric=sales] 1: sum 10.5, 10.5 to 10.5, mean 10.5",
                "[region=, metric=sales] 1: sum -2, -2 to -2, mean -2",
                "[region=EU, metric=sales] 2: sum 1.5, 0.5 to 1, mean 0.75",
                "[region=US, metric=visits] 1: sum 3, 3 to 3, mean 3",
            ],
            TotalsOf(new() { GroupBy = ["region", "metric"] }));
    }

    [Fact]
    public void A_name_that_no_event_has_groups_nothing()
    {
        Assert.Equal(["[] 5: sum 13, -2 to 10.5, mean 2.6"], TotalsOf(new() { GroupBy = ["colour"] }));
    }

    [Fact]
    public void Any_field_of_the_record_can_be_grouped_by()
    {
        var fold = new TotalsFold(new() { GroupBy = ["timestamp", "amount"] });
        fold.Add(TotalsRecords.Of("a", "sales", 1.50m));
        fold.Add(TotalsRecords.Of("b", "visits", 1.5m));
        fold.Add(TotalsRecords.Of("b", "visits", 10m));

        Assert.Equal(
            [
                "[timestamp=2024-01-15T00:00:00Z, amount=1.5] 2: sum 3, 1.5 to 1.5, mean 1.5",
                "[timestamp=2024-01-15T00:00:00Z, amount=10] 1: sum 10, 10 to 10, mean 10",
            ],
            TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void A_filter_leaves_events_out()
    {
        var filter = new EventFilter
        {
            ClientIds = ["a", "b"],
            Metrics = ["sales"],
            From = Instant.FromUtc(2024, 1, 15, 2, 0),
            To = Instant.FromUtc(2024, 1, 15, 4, 0),
        };

        Assert.Equal(
            ["[client_id=a] 1: sum 1, 1 to 1, mean 1"],
            TotalsOf(new() { Filter = filter, GroupBy = ["client_id"] }));
    }

    [Fact]
    public void A_total_beyond_the_range_is_the_error_of_its_group_alone()
    {
        var fold = new TotalsFold(new() { GroupBy = ["client_id"] });
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue));
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue));
        fold.Add(TotalsRecords.Of("b", "sales", decimal.MaxValue));

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
        fold.Add(Records[0]);
        fold.ToGroups();
        fold.Add(Records[1]);

        Assert.Equal(["[] 2: sum 11.5, 1 to 10.5, mean 5.75"], TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void Folds_of_different_groups_do_not_merge()
    {
        var fold = new TotalsFold(new() { GroupBy = ["client_id"] });

        var failure = Assert.Throws<ArgumentException>(() => fold.Merge(new TotalsFold(TotalsQuery.All)));

        Assert.Equal("Folds that group by different fields do not merge. (Parameter 'other')", failure.Message);
    }

    [Fact]
    public void Roll_ups_do_not_answer_for_other_fields()
    {
        var fold = new TotalsFold(new() { GroupBy = ["client_id", "region"] });

        var added = Assert.Throws<InvalidOperationException>(() => fold.AddRollUp(RollUp("a", "sales")));
        var read = Assert.Throws<InvalidOperationException>(() => fold.ToRollUps());

        Assert.Equal("Roll-ups answer totals by client, metric and currency alone, not by client_id, region.", added.Message);
        Assert.Equal("Roll-ups come from a fold by client and metric, not by client_id, region.", read.Message);
    }

    [Fact]
    public void Roll_ups_are_filtered_by_client_and_metric()
    {
        var filter = new EventFilter { ClientIds = ["a"], Metrics = ["sales"] };
        var fold = new TotalsFold(new() { Filter = filter, GroupBy = ["client_id"] });
        fold.AddRollUp(RollUp("a", "sales"));
        fold.AddRollUp(RollUp("a", "visits"));
        fold.AddRollUp(RollUp("b", "sales"));

        Assert.Equal(["[client_id=a] 2: sum 6, 1 to 5, mean 3"], TotalsText.Of(fold.ToGroups()));
    }

    [Theory]
    [InlineData("client_id,metric")]
    [InlineData("timestamp,amount,region,client_id")]
    public void An_event_of_a_known_group_allocates_nothing(string groupBy)
    {
        var filter = new EventFilter { ClientIds = ["a", "b"], To = Instant.FromUtc(2025, 1, 1, 0, 0) };
        var fold = new TotalsFold(new() { Filter = filter, GroupBy = [.. groupBy.Split(',')] });
        AddAll(fold);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AddAll(fold);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Greatest => "79228162514264337593543950335";

    private static EventField Region(string name) => new("region", FieldValue.FromText(name));

    private static TotalsRollUp RollUp(string client, string metric) => new()
    {
        ClientId = client,
        Metric = metric,
        Count = 2,
        Sum = default(ExactSum).Add(1m).Add(5m),
        Min = 1m,
        Max = 5m,
    };

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
            fold.Add(record);
        }
    }
}
