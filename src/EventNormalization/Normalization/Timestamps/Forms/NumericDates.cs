using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Dates of numbers as people and locales write them, and the year-first ones of logs and cameras.</summary>
/// <remarks>
/// Year first: <c>2024/01/15</c> (Go's log, nginx, Japan and China), <c>2024.01.15</c>, <c>2024:01:15</c> (EXIF). Year
/// last: <c>1/15/2024</c>, <c>15.01.2024</c>, <c>15-01-2024</c> (Intl, .NET, PostgreSQL's SQL and German styles).
/// Day and month that could change places are ambiguous, and so is a year that other calendars show in our time.
/// </remarks>
internal static class NumericDates
{
    private const int GregorianYearMin = 1900;
    private const int GregorianYearMax = 2100;

    /// <summary>Whether three numbers with blanks between begin the text: <c>20 07 2012</c>.</summary>
    public static bool HasWhiteSpace(in TimestampText text)
    {
        var first = text.CountDigits();
        var second = text.CountDigitsAt(unchecked(first + 1));
        return text.At(first) == ' ' && second is 1 or 2 && text.At(unchecked(first + second + 1)) == ' ';
    }

    public static ParseResult<Instant> ReadYearFirst(ref TimestampText text)
    {
        if (!text.TryTakeNumber(4, 4, out var year) || !TryTakeMark(ref text, out var mark) ||
            !text.TryTakeNumber(1, 2, out var month))
        {
            return TimestampFailures.Format;
        }

        if (text.AtEnd)
        {
            return TimestampFailures.NoDay;
        }

        if (!text.TryTake(mark) || !text.TryTakeNumber(1, 2, out var day))
        {
            return TimestampFailures.Format;
        }

        var date = new CivilDate(year, month, day);
        var result = DateTail.Finish(ref text, date, DateStyle.Numeric);
        return result.IsSuccess && year is < GregorianYearMin or > GregorianYearMax
            ? TimestampFailures.OtherCalendar(result, text.LocalZone)
            : result;
    }

    public static ParseResult<Instant> ReadYearLast(ref TimestampText text)
    {
        var couldBeYear = text.CountDigits() == 2;
        if (!text.TryTakeNumber(1, 2, out var first) || !TryTakeMark(ref text, out var mark) ||
            !text.TryTakeNumber(1, 2, out var second))
        {
            return text.TryTakeNumber(4, 4, out _) && text.AtEnd ? TimestampFailures.NoDay : TimestampFailures.Format;
        }

        if (!text.TryTake(mark) || text.AtEnd)
        {
            return text.AtEnd ? TimestampFailures.NoYear : TimestampFailures.Format;
        }

        couldBeYear &= text.CountDigits() == 2 && text.Rules.DateOrder == DateOrder.Refuse;
        if (!TryTakeYear(ref text, out var year))
        {
            return text.Failure;
        }

        var dayFirst = new CivilDate(year, second, first);
        var monthFirst = new CivilDate(year, first, second);
        if (!dayFirst.Exists && !monthFirst.Exists)
        {
            // The order that puts a possible month in the month's place tells more about the mistake.
            return TimestampFailures.NoSuchDate(second is >= 1 and <= 12 ? dayFirst : monthFirst);
        }

        // With a pivot alone, 24-01-15 could also begin with its year; a date order says that it does not.
        var yearFirst = couldBeYear ? new CivilDate(FullYear(first, text.Rules), second, year % 100) : default;
        return ReadTail(ref text, dayFirst, monthFirst, yearFirst);
    }

    private static ParseResult<Instant> ReadTail(
        ref TimestampText text, CivilDate dayFirst, CivilDate monthFirst, CivilDate yearFirst)
    {
        if (!DateTail.TryRead(ref text, DateStyle.Numeric, out var time, out var zone))
        {
            return text.Failure;
        }

        var date = dayFirst.Exists ? dayFirst : monthFirst;
        if (date.Year is < GregorianYearMin or > GregorianYearMax)
        {
            return TimestampFailures.OtherCalendar(
                DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone), text.LocalZone);
        }

        var isYearFirst = yearFirst.Exists && yearFirst.DaysSinceEpoch != date.DaysSinceEpoch;
        var (one, other) = isYearFirst
            ? (date, yearFirst)
            : ReadingsOf(dayFirst, monthFirst, text.Rules.DateOrder);
        var result = DateTail.Resolve(ref text, one.DaysSinceEpoch, time, zone);
        return one.DaysSinceEpoch == other.DaysSinceEpoch
            ? result
            : TimestampFailures.DayOrMonth(
                result, DateTail.Resolve(ref text, other.DaysSinceEpoch, time, zone), text.LocalZone);
    }

    /// <summary>The two dates that the numbers may mean under an order; the same one twice if it is certain.</summary>
    private static (CivilDate One, CivilDate Other) ReadingsOf(
        CivilDate dayFirst, CivilDate monthFirst, DateOrder order)
    {
        if (!monthFirst.Exists || dayFirst.Day == monthFirst.Day || (dayFirst.Exists && order == DateOrder.DayFirst))
        {
            return (dayFirst, dayFirst);
        }

        return !dayFirst.Exists || order == DateOrder.MonthFirst ? (monthFirst, monthFirst) : (dayFirst, monthFirst);
    }

    private static bool TryTakeYear(ref TimestampText text, out int year)
    {
        if (text.TryTakeNumber(4, 4, out year))
        {
            return true;
        }

        if (!text.TryTakeNumber(2, 2, out var yearOfCentury))
        {
            return text.Fail(TimestampFailures.Format);
        }

        if (text.Rules.TwoDigitYearPivot is null)
        {
            return text.Fail(TimestampFailures.TwoDigitYear);
        }

        year = FullYear(yearOfCentury, text.Rules);
        return true;
    }

    private static int FullYear(int yearOfCentury, TimestampRules rules) =>
        unchecked(yearOfCentury + (yearOfCentury <= rules.TwoDigitYearPivot ? 2000 : 1900));

    private static bool TryTakeMark(ref TimestampText text, out char mark)
    {
        mark = (char)text.Current;
        return text.TryTake(mark);
    }
}
