using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Tests.Docs;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class TotalsQueryTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 1, 15, 12, 0);

    [Theory]
    [InlineData("", true)]
    [InlineData("metric", true)]
    [InlineData("metric,client_id", true)]
    [InlineData("currency", true)]
    [InlineData("client_id,currency,metric", true)]
    [InlineData("client_id,region", false)]
    [InlineData("amount", false)]
    [InlineData("timestamp", false)]
    public void Kept_states_suffice_for_groups_by_client_metric_and_currency(string names, bool expected)
    {
        var query = new TotalsQuery
        {
            GroupBy = [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(GroupKey.Field)],
        };

        Assert.Equal(expected, query.FollowsFromRollUps);
    }

    [Fact]
    public void Kept_states_suffice_where_predicate_and_measures_ask_for_no_more_than_they_tell()
    {
        var client = EventPredicate.TextIn("client_id", "a");
        var noon = EventPredicate.Between(Noon, null);

        Assert.True(new TotalsQuery { Where = client.Not(), GroupBy = [GroupKey.Hour] }.FollowsFromRollUps);
        Assert.True(new TotalsQuery { Where = client.And(noon) }.FollowsFromRollUps);
        Assert.False(new TotalsQuery { Where = client.Or(noon) }.FollowsFromRollUps);
        Assert.False(new TotalsQuery { Where = EventPredicate.RawContains("a") }.FollowsFromRollUps);
        Assert.False(new TotalsQuery { Measures = [Measures.SumOf("fee")] }.FollowsFromRollUps);
        Assert.False(new TotalsQuery { Measures = [LongestMetric.Measure] }.FollowsFromRollUps);
        Assert.True(
            new TotalsQuery { GroupBy = [GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc)] }.FollowsFromRollUps);
    }

    [Theory]
    [InlineData("UTC", "2024-03-10T00:00:00Z", 24, true)]
    [InlineData("UTC", "2024-03-10T00:00:00Z", 25, false)]
    [InlineData("America/New_York", "2024-03-10T05:00:00Z", 23, true)]
    [InlineData("America/New_York", "2024-03-10T05:00:00Z", 24, false)]
    [InlineData("America/New_York", "2024-11-03T04:00:00Z", 25, true)]
    [InlineData("America/New_York", "2024-11-03T04:00:00Z", 26, false)]
    [InlineData("Asia/Kolkata", "2024-03-10T18:00:00Z", 1, false)]
    [InlineData("Asia/Kolkata", "2024-03-10T19:00:00Z", 23, true)]
    public void Hours_are_whole_where_no_day_of_the_zone_begins_in_them(
        string zone, string start, int hourCount, bool expected)
    {
        var first = InstantPattern.ExtendedIso.Parse(start).Value;
        var query = new TotalsQuery
        {
            GroupBy = [GroupKey.ClientId, GroupKey.Calendar(CalendarUnit.Day, DateTimeZoneProviders.Tzdb[zone])],
        };

        Assert.Equal(expected, query.IsWhole(first, first + Duration.FromHours(hourCount) - Duration.Epsilon));
        Assert.True(TotalsQuery.All.IsWhole(first, Instant.MaxValue));
        Assert.False(new TotalsQuery { GroupBy = [GroupKey.Field("timestamp")] }.IsWhole(first, first));
    }

    [Fact]
    public void A_field_that_nobody_knows_is_refused_with_those_that_are_known()
    {
        const string known = "known are client_id, metric, amount, timestamp, currency, region.";

        var typo = Assert.Throws<ArgumentException>(
            () => new TotalsQuery { GroupBy = [GroupKey.Field("regoin")] }.RequireKnownFields(["region", "metric"]));
        var measured = Assert.Throws<ArgumentException>(
            () => new TotalsQuery { Measures = [Measures.SumOf("fee")] }.RequireKnownFields(["region"]));

        Assert.Equal("The totals name the field 'regoin', which is not known; " + known, typo.Message);
        Assert.Equal("The totals name the field 'fee', which is not known; " + known, measured.Message);
        new TotalsQuery { GroupBy = [GroupKey.Field("region"), GroupKey.Hour] }.RequireKnownFields(["region"]);
    }

    [Theory]
    [InlineData("client_id"), InlineData("metric"), InlineData("timestamp"), InlineData("currency")]
    public async Task A_measure_of_what_is_no_number_is_refused_by_stores_and_streams(string field)
    {
        var query = new TotalsQuery { Measures = [Measures.SumOf(field)] };

        var ofStore = await Assert.ThrowsAsync<ArgumentException>(
            async () => await new InMemoryEventStore().ReadTotalsAsync(query));
        var ofStream = Assert.Throws<ArgumentException>(
            () => new StreamTotals(new EventIdentifier(EventSchema.Default), query));

        Assert.Equal($"The totals measure sum:{field}, and {field} is no number.", ofStore.Message);
        Assert.Equal(ofStore.Message, ofStream.Message);
    }

    [Fact]
    public void A_summary_answers_what_the_amounts_tell_and_refuses_the_rest()
    {
        var amounts = default(DecimalSummary);
        amounts.Add(2.50m);
        var sample = TotalsRecords.Of("a", "m", 0);
        var fold = new TotalsFold(new TotalsQuery { GroupBy = [GroupKey.ClientId] });
        var other = new TotalsFold(new TotalsQuery { Measures = [Measures.Count, Measures.SumOf("fee")] });

        fold.AddSummary(sample, amounts);
        fold.AddSummary(sample, amounts);

        Assert.True(fold.FollowsFromSummaries);
        Assert.Equal(["[client_id=a] 2: sum 5, 2.5 to 2.5, mean 2.5"], TotalsText.Of(fold.ToGroups()));
        Assert.False(other.FollowsFromSummaries);
        Assert.Throws<InvalidOperationException>(() => other.AddSummary(sample, amounts));
    }

    [Fact]
    public void A_calendar_unit_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => GroupKey.Calendar((CalendarUnit)9, DateTimeZone.Utc));

    [Fact]
    public async Task The_example_of_the_page_is_this_one()
    {
        var fee = new FieldDefinition<decimal>("fee", new AmountParser()) { Presence = FieldPresence.Optional };
        var events = new InMemoryEventStore(new SchemaSet(EventSchema.Default with { FurtherFields = [fee] }));

        // begin example
        var totals = await events.ReadTotalsAsync(new TotalsQuery
        {
            Where = EventPredicate.TextIn("metric", "sales"),
            GroupBy = [GroupKey.ClientId, GroupKey.Hour],
            Measures = [Measures.Count, Measures.Sum, Measures.SumOf("fee")],
        });
        // end example

        Assert.Empty(totals);
        Assert.Equal(
            [
                CodeBlocks.OfSource("tests/EventNormalization.Tests/Totals/TotalsQueryTests.cs", "example"),
                CodeBlocks.OfSource("tests/EventNormalization.Tests/Storage/Live/LiveTotalsTests.cs", "example"),
            ],
            CodeBlocks.OfPage("docs/totals.md", "csharp"));
    }

    [Fact]
    public void A_measure_of_a_host_cannot_have_the_name_of_a_shipped_one()
    {
        var failure = Assert.Throws<ArgumentException>(() => LongestMetric.Named("sum:fee"));

        Assert.Equal("The library has a measure sum:fee; give yours another name. (Parameter 'name')", failure.Message);
    }
}
