using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class GroupKeyTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Theory]
    [InlineData("2024-03-10T04:59:59Z", "2024-03-09T05:00:00Z")]
    [InlineData("2024-03-10T05:00:00Z", "2024-03-10T05:00:00Z")]
    [InlineData("2024-03-11T03:59:59Z", "2024-03-10T05:00:00Z")]
    [InlineData("2024-03-11T04:00:00Z", "2024-03-11T04:00:00Z")]
    [InlineData("2024-11-04T04:59:59Z", "2024-11-03T04:00:00Z")]
    public void A_day_is_that_of_the_zone_with_23_or_25_hours_where_clocks_change(string timestamp, string start) =>
        Assert.Equal(Parse(start), ValueOf(GroupKey.Calendar(CalendarUnit.Day, NewYork), timestamp));

    [Theory]
    [InlineData(CalendarUnit.Week, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z")]
    [InlineData(CalendarUnit.Week, "2024-01-07T23:59:59.999999999Z", "2024-01-01T00:00:00Z")]
    [InlineData(CalendarUnit.Month, "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z")]
    [InlineData(CalendarUnit.Quarter, "2024-06-30T23:00:00Z", "2024-04-01T00:00:00Z")]
    [InlineData(CalendarUnit.Year, "2024-12-31T23:00:00Z", "2024-01-01T00:00:00Z")]
    public void A_period_begins_with_its_first_day(CalendarUnit unit, string timestamp, string start) =>
        Assert.Equal(Parse(start), ValueOf(GroupKey.Calendar(unit, DateTimeZone.Utc), timestamp));

    [Theory]
    [InlineData("2024-01-15T10:59:59.999999999Z", "2024-01-15T10:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:00:00Z")]
    public void An_hour_is_one_of_UTC(string timestamp, string start) =>
        Assert.Equal(Parse(start), ValueOf(GroupKey.Hour, timestamp));

    [Fact]
    public void Keys_that_group_by_the_same_are_equal()
    {
        Func<GroupKey>[] keys =
        [
            () => GroupKey.Field("a"),
            () => GroupKey.Field("b"),
            () => GroupKey.Hour,
            () => GroupKey.Calendar(CalendarUnit.Day, NewYork),
            () => GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc),
            () => GroupKey.Calendar(CalendarUnit.Week, NewYork),
            () => GroupKey.Calendar(CalendarUnit.Week, NewYork, IsoDayOfWeek.Sunday),
            () => GroupKey.Calendar(CalendarUnit.Hour, NewYork),
            () => GroupKey.Every(Duration.FromHours(1), NewYork),
            () => GroupKey.Every(Duration.FromHours(1), DateTimeZone.Utc),
            () => GroupKey.Every(Duration.FromHours(2), NewYork),
            () => GroupKey.Sliding(Duration.FromHours(2), Duration.FromHours(1), NewYork),
        ];

        Assert.All(Enumerable.Range(0, keys.Length), i => Assert.All(
            Enumerable.Range(0, keys.Length), j => Assert.Equal(i == j, keys[i]().Equals(keys[j]()))));
        Assert.Equal(GroupKey.ClientId, GroupKey.Field("client_id"));
        Assert.Equal(GroupKey.Hour, GroupKey.Calendar(CalendarUnit.Hour, DateTimeZone.Utc));
        Assert.Equal(
            GroupKey.Every(Duration.FromHours(1), NewYork),
            GroupKey.Sliding(Duration.FromHours(1), Duration.FromHours(1), NewYork));
    }

    [Fact]
    public void A_query_that_names_something_twice_is_refused_and_equal_queries_are_equal()
    {
        Assert.Throws<ArgumentException>(
            () => new TotalsQuery { GroupBy = [GroupKey.Metric, GroupKey.Field("metric")] });
        Assert.Throws<ArgumentException>(() => new TotalsQuery { Measures = [Measures.Sum, Measures.Sum] });
        Assert.Empty(new TotalsQuery { GroupBy = default }.GroupBy);
        Assert.Equal(
            new TotalsQuery { GroupBy = [GroupKey.Hour], Measures = [Measures.Sum] },
            new TotalsQuery { GroupBy = [GroupKey.Hour], Measures = [Measures.SumOf("amount")] });
        Assert.NotEqual(TotalsQuery.All, new TotalsQuery { GroupBy = [GroupKey.Hour] });
    }

    private static Instant Parse(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static Instant ValueOf(GroupKey key, string timestamp)
    {
        var record = new NormalizedEvent
        {
            ClientId = "a",
            Metric = "b",
            Amount = 1,
            Timestamp = Parse(timestamp),
        };
        return key.Of(record)!.Value.AsInstant();
    }
}
