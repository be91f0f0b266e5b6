using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Ordinal dates of ISO 8601, <c>2024-167</c>, as Java's ISO_ORDINAL_DATE writes them.</summary>
/// <remarks>
/// In the basic format, <c>2024167T120000Z</c>, only with a time: seven digits alone could be anything.
/// </remarks>
internal static class IsoOrdinalDates
{
    /// <summary>Reads the extended format after <c>2024-</c>.</summary>
    public static ParseResult<Instant> ReadExtended(ref TimestampText text, int year) =>
        text.TryTakeNumber(3, 3, out var dayOfYear)
            ? Finish(ref text, year, dayOfYear, DateStyle.Extended)
            : TimestampFailures.Format;

    /// <summary>Reads the rest of a date that the caller has taken apart.</summary>
    public static ParseResult<Instant> Finish(ref TimestampText text, int year, int dayOfYear, DateStyle style)
    {
        if (year < 1)
        {
            return TimestampFailures.Year;
        }

        var days = CivilDate.IsLeapYear(year) ? 366 : 365;
        if (dayOfYear < 1 || dayOfYear > days)
        {
            return TimestampFailures.NoSuchDayOfYear("day number", days, year);
        }

        return DateTail.TryRead(ref text, style, out var time, out var zone)
            ? DateTail.Resolve(ref text, new CivilDate(year, 1, 1).DaysSinceEpoch + dayOfYear - 1, time, zone)
            : text.Failure;
    }
}
