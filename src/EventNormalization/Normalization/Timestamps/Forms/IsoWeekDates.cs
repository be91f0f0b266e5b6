using NodaTime;
using NodaTime.Calendars;

namespace EventNormalization.Normalization;

/// <summary>
/// Week dates of ISO 8601, <c>2024-W24-6</c> and <c>2024W246</c>, as Java's ISO_WEEK_DATE writes them.
/// </summary>
internal static class IsoWeekDates
{
    /// <summary>Reads the basic format, from the year on.</summary>
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        if (!text.TryTakeNumber(4, 4, out var year) || !TryTakeMark(ref text))
        {
            return TimestampFailures.Format;
        }

        if (text.TryTakeNumber(2, 2, out _))
        {
            return text.AtEnd ? TimestampFailures.NoDay : TimestampFailures.Format;
        }

        return text.TryTakeNumber(3, 3, out var weekAndDay)
            ? Finish(ref text, year, weekAndDay / 10, weekAndDay % 10, DateStyle.Basic)
            : TimestampFailures.Format;
    }

    /// <summary>Reads the extended format after <c>2024-</c>.</summary>
    public static ParseResult<Instant> ReadExtended(ref TimestampText text, int year)
    {
        if (!TryTakeMark(ref text) || !text.TryTakeNumber(2, 2, out var week))
        {
            return TimestampFailures.Format;
        }

        if (text.AtEnd)
        {
            return TimestampFailures.NoDay;
        }

        return text.TryTake('-') && text.TryTakeNumber(1, 1, out var day)
            ? Finish(ref text, year, week, day, DateStyle.Extended)
            : TimestampFailures.Format;
    }

    private static bool TryTakeMark(ref TimestampText text) => text.TryTake('W') || text.TryTake('w');

    private static ParseResult<Instant> Finish(ref TimestampText text, int year, int week, int day, DateStyle style)
    {
        if (year is < 1 or > 9999)
        {
            return TimestampFailures.Year;
        }

        var weeks = WeekYearRules.Iso.GetWeeksInWeekYear(year);
        if (week < 1 || week > weeks)
        {
            return TimestampFailures.NoSuchDayOfYear("week", weeks, year);
        }

        if (day is < 1 or > 7)
        {
            return TimestampFailures.NoSuchDayOfYear("weekday number", 7, year);
        }

        if (!DateTail.TryRead(ref text, style, out var time, out var zone))
        {
            return text.Failure;
        }

        // January 4 is always in the first week, so that week begins on the Monday before it or on that day.
        var januaryFourth = new CivilDate(year, 1, 4).DaysSinceEpoch;
        var firstMonday = januaryFourth - (int)CivilDate.WeekdayOf(januaryFourth) + 1;
        return DateTail.Resolve(ref text, firstMonday + (7 * (week - 1)) + day - 1, time, zone);
    }
}
