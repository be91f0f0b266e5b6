using System;
using NodaTime;
using NodaTime.TimeZones;

namespace EventNormalization.Totals;

/// <summary>Windows of whole dates of a zone.</summary>
/// <remarks>
/// A date begins with its first instant, also where clocks skip midnight. Where they are put back over midnight, the
/// rest of the old date that comes again belongs to the new one, so that a window has no hole.
/// </remarks>
/// <param name="zone">Whose dates.</param>
/// <param name="firstOf">The first date of the window that a date is in.</param>
/// <param name="nextOf">The first date of the window behind the one that begins with a date.</param>
internal sealed class DateWindows(
    DateTimeZone zone, Func<LocalDate, LocalDate> firstOf, Func<LocalDate, LocalDate> nextOf) : IWindowing
{
    private const long DaySeconds = 86400;

    // Unlike the start of a day of Noda Time, it also has an answer where a whole date is skipped.
    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>Windows of a number of days, counted from 1970-01-01.</summary>
    public static DateWindows OfDays(int count, DateTimeZone zone) => new(
        zone,
        date => Epoch.PlusDays((int)(WindowSpan.FloorDivide(DayOf(date), count) * count)),
        date => date.PlusDays(count));

    /// <summary>Windows of periods of the calendar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not one of dates.</exception>
    public static DateWindows OfCalendar(CalendarUnit unit, DateTimeZone zone, IsoDayOfWeek weekStart) => unit switch
    {
        CalendarUnit.Day => new(zone, date => date, date => date.PlusDays(1)),
        CalendarUnit.Week => new(
            zone,
            date => date.PlusDays(-(((int)date.DayOfWeek - (int)weekStart + 7) % 7)),
            date => date.PlusDays(7)),
        CalendarUnit.Month => new(
            zone, date => new LocalDate(date.Year, date.Month, 1), date => date.PlusMonths(1)),
        CalendarUnit.Quarter => new(
            zone,
            date => new LocalDate(date.Year, date.Month - ((date.Month - 1) % 3), 1),
            date => date.PlusMonths(3)),
        CalendarUnit.Year => new(zone, date => new LocalDate(date.Year, 1, 1), date => date.PlusYears(1)),
        CalendarUnit.Hour => throw new ArgumentOutOfRangeException(nameof(unit), unit, "An hour is no date."),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such calendar unit is known."),
    };

    public WindowSpan At(Instant instant)
    {
        var first = firstOf(DateOf(instant));
        var end = EndOf(first);
        while (instant >= end && end != Instant.MaxValue)
        {
            first = nextOf(first);
            end = EndOf(first);
        }

        return new WindowSpan(StartOf(first), end);
    }

    private static long DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>The local date; at the end of time, where it has no name any more, the last one.</summary>
    private LocalDate DateOf(Instant instant)
    {
        var local = instant.ToUnixTimeSeconds() + zone.GetUtcOffset(instant).Seconds;
        var day = Math.Min(WindowSpan.FloorDivide(local, DaySeconds), DayOf(LocalDate.MaxIsoValue));
        return Epoch.PlusDays((int)day);
    }

    private Instant StartOf(LocalDate date) => zone.ResolveLocal(date.AtMidnight(), FirstInstant).ToInstant();

    private Instant EndOf(LocalDate first) =>
        IsLast(first) ? Instant.MaxValue : StartOf(nextOf(first));

    /// <summary>Whether the window reaches beyond the last date that has a name.</summary>
    private bool IsLast(LocalDate first) =>
        first.Year == LocalDate.MaxIsoValue.Year && firstOf(LocalDate.MaxIsoValue) == first;
}
