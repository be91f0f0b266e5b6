namespace EventNormalization.Normalization;

/// <summary>Years of two digits beside the name of a month, where nothing else can be meant.</summary>
/// <remarks>
/// Last in the date: after a hyphen or nothing after day and month (RFC 850, Oracle, SAS), after a blank where a time
/// follows, a weekday stands before or no hour is as large (RFC 822); month first after a comma, or with hyphens where
/// no day is as large or a time follows (eBay). What is left could be a day or an hour: <c>Nov 10-12</c>, <c>15 Jan
/// 10</c>. 50 to 69 are of either century.
/// </remarks>
internal static class ShortYears
{
    private const int HourMax = 23;
    private const int DayMax = 31;
    private const int LastOfThisCentury = 49;
    private const int FirstOfLastCentury = 70;

    /// <summary>How the date before the year is written.</summary>
    public enum Order
    {
        /// <summary>Day and month.</summary>
        DayFirst,

        /// <summary>Month and day.</summary>
        MonthFirst,

        /// <summary>Month and day with a hyphen between.</summary>
        MonthFirstHyphens,
    }

    /// <summary>Takes the year at the position, which the separator stands before.</summary>
    public static bool TryTake(ref TimestampText text, Order order, char separator, out int year)
    {
        year = 0;
        var hasApostrophe = separator is ' ' or ',' && text.TryTake('\'');
        if (!text.TryTakeNumber(2, 2, out var yearOfCentury))
        {
            return text.Fail(
                text.CountDigits() == 0 && !hasApostrophe ? TimestampFailures.NoYear : TimestampFailures.Format);
        }

        if (!IsYear(text, order, separator, yearOfCentury))
        {
            return text.Fail(separator is '/' or '.' ? TimestampFailures.TwoDigitYear : TimestampFailures.ShortYear);
        }

        var pivot = yearOfCentury is > LastOfThisCentury and < FirstOfLastCentury
            ? text.Rules.TwoDigitYearPivot
            : LastOfThisCentury;
        if (pivot is null)
        {
            return text.Fail(TimestampFailures.Century);
        }

        year = unchecked(yearOfCentury + (yearOfCentury <= pivot ? 2000 : 1900));
        return true;
    }

    private static bool IsYear(in TimestampText text, Order order, char separator, int yearOfCentury) => order switch
    {
        // Without a separator, a colon may also be that of an hour and its minute: 28NOV14:05.
        Order.DayFirst => separator switch
        {
            '-' => true,
            '\0' => text.Current != ':' || DateSeparators.IsClock(text, 1, hasSeconds: true),
            ' ' or ',' => yearOfCentury > HourMax || text.Weekday != NodaTime.IsoDayOfWeek.None || HasTime(text),
            _ => false,
        },
        Order.MonthFirst => separator == ',',
        _ => separator == ',' || (separator == '-' && (yearOfCentury > DayMax || HasTime(text))),
    };

    private static bool HasTime(TimestampText text) =>
        DateSeparators.TryTake(ref text, DateStyle.MonthName, out _)
        && DateSeparators.IsClock(text, 0, hasSeconds: false);
}
