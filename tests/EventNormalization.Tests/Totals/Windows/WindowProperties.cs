using System;
using EventNormalization.Totals;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class WindowProperties
{
    private static readonly Gen<int> Lengths =
        Gen.Elements(1, 60, 300, 900, 1800, 2700, 3600, 5400, 7200, 10_800, 21_600, 28_800, 43_200);

    private static readonly Gen<Func<DateTimeZone, GroupKey>> Keys = Gen.OneOf(
        Gen.Elements(Enum.GetValues<CalendarUnit>())
            .Select<CalendarUnit, Func<DateTimeZone, GroupKey>>(unit => zone => GroupKey.Calendar(unit, zone)),
        Gen.Elements(Enum.GetValues<IsoDayOfWeek>()[1..]).Select<IsoDayOfWeek, Func<DateTimeZone, GroupKey>>(
            day => zone => GroupKey.Calendar(CalendarUnit.Week, zone, day)),
        Gen.OneOf(Lengths, Gen.Choose(1, 20).Select(days => days * 86_400), Gen.Choose(1, 200_000))
            .Select<int, Func<DateTimeZone, GroupKey>>(
                seconds => zone => GroupKey.Every(Duration.FromSeconds(seconds), zone)));

    [Law(2000)]
    public Property Each_instant_is_in_one_window_and_the_next_one_begins_where_it_ends() =>
        Prop.ForAll(WindowSamples.Moments.ToArbitrary(), Keys.ToArbitrary(), (moment, keyOf) =>
        {
            var key = keyOf(moment.Zone);
            var window = key.WindowAt(moment.Instant)!;

            Assert.InRange(moment.Instant, window.Start, window.End - Duration.Epsilon);
            Assert.Equal(window, key.WindowAt(window.Start));
            Assert.Equal(window, key.WindowAt(window.End - Duration.Epsilon));
            Assert.Equal(window.End, key.WindowAt(window.End)!.Start);
            Assert.Equal(window.Start, key.WindowAt(window.Start - Duration.Epsilon)!.End);
        });

    [Law(2000)]
    public Property A_window_of_the_clock_has_one_stretch_of_it_and_begins_where_that_begins_or_the_clock_jumps() =>
        Prop.ForAll(WindowSamples.Moments.ToArbitrary(), Lengths.ToArbitrary(), (moment, seconds) =>
        {
            var (zone, instant) = moment;
            var window = GroupKey.Every(Duration.FromSeconds(seconds), zone).WindowAt(instant)!;
            var start = StretchOf(window.Start, zone, seconds);

            Assert.Equal(start, StretchOf(instant, zone, seconds));
            Assert.Equal(start, StretchOf(window.End - Duration.Epsilon, zone, seconds));
            Assert.True(
                window.Start.InZone(zone).LocalDateTime == start
                || StretchOf(window.Start - Duration.Epsilon, zone, seconds) != start);
            Assert.StartsWith(
                LocalDateTimePattern.GeneralIso.Format(window.Start.InZone(zone).LocalDateTime),
                window.Text,
                StringComparison.Ordinal);
        });

    [Law(1000)]
    public Property A_day_goes_from_the_first_instant_of_its_date_to_that_of_the_next() =>
        Prop.ForAll(WindowSamples.Moments.ToArbitrary(), moment =>
        {
            var (zone, instant) = moment;
            var window = GroupKey.Calendar(CalendarUnit.Day, zone).WindowAt(instant)!;
            var date = window.Start.InZone(zone).Date;

            Assert.Equal(zone.AtStartOfDay(date).ToInstant(), window.Start);
            Assert.Equal(zone.AtStartOfDay(window.End.InZone(zone).Date).ToInstant(), window.End);
            Assert.True(date < window.End.InZone(zone).Date);
            Assert.Equal(GroupKey.Every(Duration.FromDays(1), zone).WindowAt(instant), window);
        });

    /// <summary>The time of the clock, rounded down to a multiple of the length since midnight.</summary>
    private static LocalDateTime StretchOf(Instant instant, DateTimeZone zone, int seconds)
    {
        var local = instant.InZone(zone).LocalDateTime;
        var past = local.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond / seconds * seconds;
        return local.Date.AtMidnight().PlusSeconds(past);
    }
}
