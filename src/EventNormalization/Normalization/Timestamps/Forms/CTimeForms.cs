using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Forms with the time between the day and the year, as C's asctime began them.</summary>
/// <remarks>
/// <c>Fri Jul  3 17:04:07 2015</c> is asctime, Python's ctime, ANSI C of RFC 7231, Apache's error log and, with an
/// offset at the end, git; with a zone before the year it is date(1), java.util.Date, Ruby and, with an offset there,
/// RubyDate of Go; with a zone after the year PostgreSQL; without a weekday X.509 as OpenSSL prints it.
/// </remarks>
internal static class CTimeForms
{
    /// <summary>Reads from the time on.</summary>
    public static ParseResult<Instant> ReadTimeAndYear(ref TimestampText text, int month, int day)
    {
        text.ZoneNaming = ZoneNaming.Plain;
        if (!ClockReader.TryRead(ref text, ClockForms.Separated, out var time))
        {
            return text.Failure;
        }

        text.SkipWhiteSpace();
        if (text.AtEnd)
        {
            return TimestampFailures.NoYear;
        }

        if (!TryReadZoneBeforeYear(ref text, out var zone))
        {
            return text.Failure;
        }

        text.SkipWhiteSpace();
        if (!text.TryTakeNumber(4, 4, out var year))
        {
            return TimestampFailures.NoYear;
        }

        var date = new CivilDate(year, month, day);
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        if (!text.AtEnd && (!zone.IsNone || !ZoneReader.TryReadToEnd(ref text, out zone)))
        {
            return zone.IsNone ? text.Failure : TimestampFailures.End;
        }

        return DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone);
    }

    private static bool TryReadZoneBeforeYear(ref TimestampText text, out ZoneMark zone)
    {
        zone = default;
        return TimestampText.IsDigit(text.Current) || ZoneReader.TryRead(ref text, out zone);
    }
}
