using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Totals;
using NodaTime;
using Xunit;
using static EventNormalization.Tests.Totals.WindowSamples;

namespace EventNormalization.Tests.Totals;

public class WindowTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Theory]
    [InlineData("2024-03-10T05:30:00Z", "2024-03-10T00:00:00-05:00", "2024-03-10T05:00:00Z", 5)]
    [InlineData("2024-03-10T12:00:00Z", "2024-03-10T06:00:00-04:00", "2024-03-10T10:00:00Z", 6)]
    [InlineData("2024-11-03T09:00:00Z", "2024-11-03T00:00:00-04:00", "2024-11-03T04:00:00Z", 7)]
    public void Six_hours_are_those_of_the_clock_and_one_more_or_less_where_it_is_changed(
        string instant, string text, string start, int hours) =>
        Assert.Equal(
            Window(text, start, hours * Hour), GroupKey.Every(6 * Hour, NewYork).WindowAt(Parse(instant)));

    [Theory]
    [InlineData("2024-11-03T05:40:00Z", "2024-11-03T01:30:00-04:00", "2024-11-03T05:30:00Z")]
    [InlineData("2024-11-03T06:40:00Z", "2024-11-03T01:30:00-05:00", "2024-11-03T06:30:00Z")]
    [InlineData("2024-03-10T07:10:00Z", "2024-03-10T03:00:00-04:00", "2024-03-10T07:00:00Z")]
    public void A_half_hour_that_comes_twice_is_two_windows_and_one_that_is_skipped_is_none(
        string instant, string text, string start) =>
        Assert.Equal(
            Window(text, start, Hour / 2), GroupKey.Every(Hour / 2, NewYork).WindowAt(Parse(instant)));

    [Theory]
    [InlineData("2024-11-03T05:59:59Z")]
    [InlineData("2024-11-03T06:00:00Z")]
    [InlineData("2024-11-03T06:59:59Z")]
    public void Two_hours_whose_second_one_comes_again_are_three(string instant) =>
        Assert.Equal(
            Window("2024-11-03T00:00:00-04:00", "2024-11-03T04:00:00Z", 3 * Hour),
            GroupKey.Every(2 * Hour, NewYork).WindowAt(Parse(instant)));

    [Theory]
    [InlineData("2024-03-10", 23)]
    [InlineData("2024-11-03", 25)]
    [InlineData("2024-07-04", 24)]
    public void The_hours_of_a_day_in_a_zone_are_as_many_as_it_has(string date, int expected)
    {
        var day = GroupKey.Calendar(CalendarUnit.Day, NewYork).WindowAt(Parse(date + "T12:00:00Z"))!;
        var hours = Starts(GroupKey.Calendar(CalendarUnit.Hour, NewYork), day.Start, day.End);

        Assert.Equal(date, day.Text);
        Assert.Equal(expected * Hour, day.End - day.Start);
        Assert.Equal(expected, hours.Length);
        Assert.All(hours, hour => Assert.StartsWith(date + "T", hour.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Asia/Kathmandu", "2024-01-15T10:30:00Z", "2024-01-15T16:00:00+05:45", "2024-01-15T10:15:00Z")]
    [InlineData("America/New_York", "1850-01-01T05:30:00Z", "1850-01-01T00:00:00-04:56:02", "1850-01-01T04:56:02Z")]
    public void An_hour_of_a_zone_begins_with_its_own_clock(string zone, string instant, string text, string start) =>
        Assert.Equal(
            Window(text, start, Hour), GroupKey.Calendar(CalendarUnit.Hour, Zone(zone)).WindowAt(Parse(instant)));

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04", "2018-11-04T03:00:00Z", 23)]
    [InlineData("America/Sao_Paulo", "2018-02-18T02:30:00Z", "2018-02-17", "2018-02-17T02:00:00Z", 25)]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29", "2011-12-29T10:00:00Z", 24)]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", "2011-12-30T10:00:00Z", 24)]
    public void A_day_begins_with_its_first_instant_also_where_midnight_or_a_date_is_skipped(
        string zone, string instant, string text, string start, int hours) =>
        Assert.Equal(
            Window(text, start, hours * Hour),
            GroupKey.Calendar(CalendarUnit.Day, Zone(zone)).WindowAt(Parse(instant)));

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, "2024-03-04")]
    [InlineData(IsoDayOfWeek.Sunday, "2024-03-10")]
    [InlineData(IsoDayOfWeek.Saturday, "2024-03-09")]
    public void A_week_begins_with_the_day_that_is_named(IsoDayOfWeek start, string text) =>
        Assert.Equal(
            text, GroupKey.Calendar(CalendarUnit.Week, NewYork, start).WindowAt(Parse("2024-03-10T12:00:00Z"))!.Text);

    [Fact]
    public void Whole_days_are_dates_counted_from_1970_and_other_lengths_are_time_counted_from_then()
    {
        var days = GroupKey.Every(Duration.FromDays(2), NewYork).WindowAt(Parse("2024-03-10T12:00:00Z"));
        var hours = GroupKey.Every(7 * Hour, NewYork).WindowAt(Parse("2024-03-10T12:00:00Z"));

        Assert.Equal(Window("2024-03-10", "2024-03-10T05:00:00Z", 47 * Hour), days);
        Assert.Equal(Window("2024-03-10T08:00:00-04:00", "2024-03-10T12:00:00Z", 7 * Hour), hours);
        Assert.Equal(0, hours!.Start.ToUnixTimeSeconds() % (7 * 3600));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public void The_ends_of_time_are_in_a_window_of_every_kind_in_every_zone(string text)
    {
        var instant = Parse(text);
        foreach (var id in new[] { "Etc/GMT+12", "Pacific/Kiritimati", "America/New_York", "UTC" })
        {
            GroupKey[] keys =
            [
                GroupKey.Hour, .. Enum.GetValues<CalendarUnit>().Select(unit => GroupKey.Calendar(unit, Zone(id))),
                GroupKey.Every(Duration.FromMinutes(15), Zone(id)), GroupKey.Every(Duration.FromDays(7), Zone(id)),
                GroupKey.Every(7 * Hour, Zone(id)), GroupKey.Sliding(24 * Hour, Hour, Zone(id)),
            ];
            Assert.All(keys, key => Assert.InRange(instant, key.WindowAt(instant)!.Start, key.WindowAt(instant)!.End));
            Assert.All(keys, key => Assert.Equal(
                Duration.Zero, key.WindowAt(key.WindowAt(instant)!.Start)!.Start - key.WindowAt(instant)!.Start));
        }
    }

    [Fact]
    public void A_field_has_no_window_and_a_group_knows_those_of_its_keys()
    {
        var day = GroupKey.Calendar(CalendarUnit.Day, NewYork);
        var group = GroupsOf(
            new TotalsQuery { GroupBy = [GroupKey.ClientId, day] }, [Of("a", "2024-03-10T12:00:00Z")]).Single();

        Assert.Null(GroupKey.ClientId.WindowAt(default));
        Assert.False(GroupKey.ClientId.IsWindow);
        Assert.True(day.IsWindow);
        Assert.Equal(Window("2024-03-10", "2024-03-10T05:00:00Z", 23 * Hour), group.WindowOf(day));
        Assert.Equal((null, null), (group.WindowOf(GroupKey.ClientId), group.WindowOf(GroupKey.Hour)));
        Assert.Equal("2024-03-10", group.WindowOf(day)!.ToString());
    }

    [Fact]
    public void A_length_that_no_window_can_have_is_refused_with_what_it_may_be()
    {
        foreach (var length in new[]
        {
            Duration.Zero, -Hour, Duration.FromMilliseconds(1500), Duration.FromDays(GroupKey.WindowDaysMax + 1),
        })
        {
            var failure = Assert.Throws<ArgumentOutOfRangeException>(() => GroupKey.Every(length, NewYork));
            Assert.StartsWith("A window has whole seconds, from one to 3660 days.", failure.Message,
                StringComparison.Ordinal);
        }

        foreach (var length in new[] { Duration.Zero, 90 * Hour / 60, Hour / 2, 1441 * Hour, Duration.MaxValue })
        {
            var failure = Assert.Throws<ArgumentOutOfRangeException>(() => GroupKey.Sliding(length, Hour, NewYork));
            Assert.StartsWith("A sliding window is 1 to 1440 whole steps, here of 3600 seconds.", failure.Message,
                StringComparison.Ordinal);
        }
    }

    private static TotalsWindow Window(string text, string start, Duration length) =>
        new() { Text = text, Start = Parse(start), End = Parse(start) + length };

    private static TotalsWindow[] Starts(GroupKey key, Instant from, Instant to)
    {
        var windows = new List<TotalsWindow>();
        for (var at = from; at < to; at = windows[^1].End)
        {
            windows.Add(key.WindowAt(at)!);
        }

        Assert.Equal((from, to), (windows[0].Start, windows[^1].End));
        return [.. windows];
    }
}
