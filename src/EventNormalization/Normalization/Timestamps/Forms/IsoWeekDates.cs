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
            ? Finish(ref text, new WeekDate(year, weekAndDay / 10, weekAndDay % 10), DateStyle.Basic)
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
            ? Finish(ref text, new WeekDate(year, week, day), DateStyle.Extended)
            : TimestampFailures.Format;
    }

    private static bool TryTakeMark(ref TimestampText text) => text.TryTake('W') || text.TryTake('w');

    private static ParseResult<Instant> Finish(ref TimestampText text, WeekDate date, DateStyle style)
    {
        if (date.Year is < 1 or > 9999)
        {
            return TimestampFailures.Year;
        }

        var weeks = WeekYearRules.Iso.GetWeeksInWeekYear(date.Year);
        if (date.Week < 1 || date.Week > weeks)
        {
            return TimestampFailures.NoSuchDayOfYear("week", weeks, date.Year);
        }

        if (date.Day is < 1 or > 7)
        {
            return TimestampFailures.NoSuchDayOfYear("weekday number", 7, date.Year);
        }

        return DateTail.TryRead(ref text, style, out var time, out var zone)
            ? DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone)
            : text.Failure;
    }

    /// <summary>A date as written: a year of weeks, its week from 1, and the weekday from Monday, 1.</summary>
    private readonly record struct WeekDate(int Year, int Week, int Day)
    {
        /// <summary>The days since 1970-01-01 of a date that exists.</summary>
        public int DaysSinceEpoch
        {
            get
            {
                // January 4 is always in the first week, so that week begins on the Monday before it or on that day.
                var januaryFourth = new CivilDate(Year, 1, 4).DaysSinceEpoch;
                var firstMonday = januaryFourth - (int)CivilDate.WeekdayOf(januaryFourth) + 1;
                return firstMonday + (7 * (Week - 1)) + Day - 1;
            }
        }
    }
}
