using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Totals;
using NodaTime;
using Xunit;
using static EventNormalization.Tests.Totals.WindowSamples;

namespace EventNormalization.Tests.Totals;

public class EmptyWindowTests
{
    private static readonly GroupKey Day = GroupKey.Calendar(CalendarUnit.Day, NewYork);

    private static readonly TotalsQuery ByDay = new() { GroupBy = [Day], EmptyWindows = true };

    private static readonly NormalizedEvent[] Events =
    [
        Of("a", "2024-03-09T12:00:00Z", 2), Of("b", "2024-03-11T12:00:00Z", 3), Of("b", "2024-03-12T03:59:59Z", 4),
    ];

    [Fact]
    public void Days_without_an_event_stand_between_the_first_and_the_last_with_one() =>
        Assert.Equal(["2024-03-09 x1", "2024-03-10 x0", "2024-03-11 x2"], CountsOf(ByDay, Events));

    [Fact]
    public void Without_being_asked_for_they_are_left_out() =>
        Assert.Equal(["2024-03-09 x1", "2024-03-11 x2"], CountsOf(ByDay with { EmptyWindows = false }, Events));

    [Fact]
    public void Bounds_of_time_say_from_where_and_to_where_they_are_filled_in()
    {
        var from = EventPredicate.Between(Parse("2024-03-08T07:00:00Z"), null);
        var to = EventPredicate.Between(null, Parse("2024-03-13T04:00:00Z"));

        Assert.Equal(
            ["2024-03-08 x0", "2024-03-09 x1", "2024-03-10 x0", "2024-03-11 x2"],
            CountsOf(ByDay with { Where = from }, Events));
        Assert.Equal(
            ["2024-03-09 x1", "2024-03-10 x0", "2024-03-11 x2", "2024-03-12 x0"],
            CountsOf(ByDay with { Where = to }, Events));
        Assert.Equal(
            ["2024-03-08 x0", "2024-03-09 x0", "2024-03-10 x0", "2024-03-11 x0", "2024-03-12 x0"],
            CountsOf(ByDay with { Where = from.And(to) }, []));
        Assert.Empty(CountsOf(ByDay with { Where = to }, []));
        Assert.Empty(CountsOf(ByDay with { Where = Within("2024-03-10T00:00:00Z", "2024-03-10T00:00:00Z") }, []));
    }

    [Fact]
    public void Each_combination_of_the_other_keys_that_an_event_has_is_filled_in_and_no_other() =>
        Assert.Equal(
            [
                "a 2024-03-09 x1", "a 2024-03-10 x0", "a 2024-03-11 x0",
                "b 2024-03-09 x0", "b 2024-03-10 x0", "b 2024-03-11 x2",
            ],
            CountsOf(ByDay with { GroupBy = [GroupKey.ClientId, Day] }, Events));

    [Fact]
    public void A_filled_window_has_a_count_and_a_sum_of_nothing_and_no_currency()
    {
        var fold = GroupsOf(
            ByDay with { Measures = [Measures.Count, Measures.Sum, Measures.Min, Measures.Mean] },
            [Priced("EUR", "2024-03-09T12:00:00Z"), Priced("JPY", "2024-03-11T12:00:00Z")]);

        Assert.Equal(["EUR", null, "JPY"], fold.Select(group => group.Currency));
        Assert.Equal(
            [MeasureValue.FromInteger(0), MeasureValue.FromDecimal(0), default, default],
            fold[1].Values.AsEnumerable());
        Assert.Empty(fold[1].ByCurrency);
    }

    [Fact]
    public void Currencies_that_are_grouped_by_are_filled_in_each()
    {
        var groups = CountsOf(
            ByDay with { GroupBy = [GroupKey.Field("currency"), Day] },
            [Priced("EUR", "2024-03-09T12:00:00Z"), Priced("JPY", "2024-03-10T12:00:00Z")]);

        Assert.Equal(["EUR 2024-03-09 x1", "EUR 2024-03-10 x0", "JPY 2024-03-09 x0", "JPY 2024-03-10 x1"], groups);
    }

    [Fact]
    public void Windows_that_overlap_are_filled_in_from_the_first_that_reaches_into_the_bounds()
    {
        var query = new TotalsQuery
        {
            GroupBy = [GroupKey.Sliding(Duration.FromDays(3), Duration.FromDays(1), NewYork)],
            Where = Within("2024-03-08T05:00:00Z", "2024-03-11T04:00:00Z"),
            EmptyWindows = true,
        };

        Assert.Equal(
            ["2024-03-06 x0", "2024-03-07 x1", "2024-03-08 x1", "2024-03-09 x1", "2024-03-10 x0"],
            CountsOf(query, Events));
    }

    [Fact]
    public void More_windows_than_the_limit_are_refused_with_what_to_do()
    {
        var query = new TotalsQuery
        {
            GroupBy = [GroupKey.Every(Duration.FromSeconds(1), DateTimeZone.Utc)],
            Where = Within("0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"),
            EmptyWindows = true,
        };

        var failure = Assert.Throws<ArgumentException>(() => GroupsOf(query, []));

        Assert.Equal(
            "The totals have more than 200000 groups with their windows of time; ask for longer windows, a shorter "
            + "time or fewer keys.",
            failure.Message);
    }

    [Fact]
    public void Overlapping_windows_have_the_same_limit()
    {
        var query = new TotalsQuery
        {
            GroupBy = [GroupKey.Sliding(Duration.FromHours(1000), Duration.FromHours(1), DateTimeZone.Utc)],
        };
        var events = Enumerable.Range(0, 201).Select(
            i => At(Of("a", "2024-03-09T12:00:00Z"), Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromDays(50 * i)));

        Assert.Throws<ArgumentException>(() => GroupsOf(query, events));
    }

    [Fact]
    public void Filling_in_needs_one_window_to_fill()
    {
        var none = Assert.Throws<ArgumentException>(
            () => GroupsOf(ByDay with { GroupBy = [GroupKey.ClientId] }, []));
        var two = Assert.Throws<ArgumentException>(() => GroupsOf(ByDay with { GroupBy = [Day, GroupKey.Hour] }, []));

        Assert.Equal(
            "The totals are to fill empty windows and group by 0 windows of time; expected one.", none.Message);
        Assert.Equal(
            "The totals are to fill empty windows and group by 2 windows of time; expected one.", two.Message);
    }

    private static NormalizedEvent Priced(string currency, string timestamp) =>
        At(TotalsRecords.Of("a", "m", 5, currency: currency), Parse(timestamp));
}
