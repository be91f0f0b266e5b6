using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Dates with the English name of a month, in any order, with a weekday before them or without.</summary>
/// <remarks>
/// Day first: RFC 2822, RFC 7231, RFC 850, cookies, common log format, Oracle, SAS, MATLAB. Month first: JavaScript's
/// toString, en-US of .NET, Java and Intl, SQL Server. Year first: <c>2013-Feb-03</c>. Between the parts stand blanks,
/// a comma, a point, a slash, a hyphen or nothing. Where the time stands between day and year, <see cref="CTimeForms"/>
/// goes on. A year of two digits is read by <see cref="ShortYears"/>.
/// </remarks>
internal static class MonthNameForms
{
    public static ParseResult<Instant> ReadDayFirst(ref TimestampText text)
    {
        if (!text.TryTakeNumber(1, 2, out var day) || !TryTakeOrdinalSuffix(ref text, day))
        {
            return TimestampFailures.Format;
        }

        var isMail = TakeSeparator(ref text) == ' ' && TimestampText.IsDigit(text.At(-2));
        if (!EnglishNames.TryTakeMonth(ref text, out var month))
        {
            return TimestampFailures.Format;
        }

        text.ZoneNaming = isMail && text.Current == ' ' ? ZoneNaming.Mail : ZoneNaming.Plain;
        return ReadYearOrTime(ref text, new CivilDate(0, month, day), ShortYears.Order.DayFirst);
    }

    public static ParseResult<Instant> ReadMonthFirst(ref TimestampText text)
    {
        if (!EnglishNames.TryTakeMonth(ref text, out var month))
        {
            return TimestampFailures.Format;
        }

        var separator = TakeSeparator(ref text);
        if (text.AtEnd || text.CountDigits() == 4)
        {
            return TimestampFailures.NoDay;
        }

        if ((separator == '-' && text.At(-2) == '.') ||
            !text.TryTakeNumber(1, 2, out var day) || !TryTakeOrdinalSuffix(ref text, day))
        {
            return TimestampFailures.Format;
        }

        var order = separator == '-' ? ShortYears.Order.MonthFirstHyphens : ShortYears.Order.MonthFirst;
        return ReadYearOrTime(ref text, new CivilDate(0, month, day), order);
    }

    /// <summary>Reads <c>2013 Nov 24</c>, or the same with slashes or nothing between, from the year on.</summary>
    public static ParseResult<Instant> ReadYearFirst(ref TimestampText text) =>
        text.TryTakeNumber(4, 4, out var year) && TakeSeparator(ref text) is var separator
            ? ReadMonthAndDay(ref text, year, separator)
            : TimestampFailures.Format;

    /// <summary>Reads month and day after a year, with the same mark between them as after the year.</summary>
    public static ParseResult<Instant> ReadMonthAndDay(ref TimestampText text, int year, char separator) =>
        EnglishNames.TryTakeMonth(ref text, out var month) && TakeSeparator(ref text) == separator &&
            text.TryTakeNumber(1, 2, out var day)
            ? DateTail.Finish(ref text, new CivilDate(year, month, day), DateStyle.MonthName)
            : TimestampFailures.Format;

    private static ParseResult<Instant> ReadYearOrTime(
        ref TimestampText text, CivilDate yearless, ShortYears.Order order)
    {
        var separator = TakeSeparator(ref text);
        if (text.AtEnd)
        {
            return TimestampFailures.NoYear;
        }

        if (separator is ' ' or ',' && !text.LeadingClock.IsWritten && text.CountDigits() is 1 or 2 && HasColon(text))
        {
            return separator == ' '
                ? CTimeForms.ReadTimeAndYear(ref text, yearless.Month, yearless.Day)
                : TimestampFailures.NoYear;
        }

        return text.TryTakeNumber(4, 4, out var year) || ShortYears.TryTake(ref text, order, separator, out year)
            ? DateTail.Finish(ref text, new CivilDate(year, yearless.Month, yearless.Day), DateStyle.MonthName)
            : text.Failure;
    }

    /// <summary>Whether a clock begins here rather than a year, which SAS puts before a colon only without
    /// blanks.</summary>
    private static bool HasColon(in TimestampText text) => text.At(text.CountDigits()) == ':';

    /// <summary>Takes <c>st</c>, <c>nd</c>, <c>rd</c> or <c>th</c>, whichever English gives the day.</summary>
    private static bool TryTakeOrdinalSuffix(ref TimestampText text, int day)
    {
        if (text.CountLetters() != 2)
        {
            return true;
        }

        var expected = (day % 10, day is >= 11 and <= 13) switch
        {
            (1, false) => ('s' << 8) | 't',
            (2, false) => ('n' << 8) | 'd',
            (3, false) => ('r' << 8) | 'd',
            _ => ('t' << 8) | 'h',
        };
        var found = ((text.At(0) | 0x20) << 8) | text.At(1) | 0x20;
        text.Position = unchecked(text.Position + 2);
        return found == expected;
    }

    /// <summary>
    /// Takes blanks or one mark; returns it, a comma also where blanks are around it, a blank for blanks, or NUL where
    /// nothing separates.
    /// </summary>
    private static char TakeSeparator(ref TimestampText text)
    {
        var hasWhiteSpace = text.SkipWhiteSpace();
        if (text.TryTake(','))
        {
            text.SkipWhiteSpace();
            return ',';
        }

        if (hasWhiteSpace)
        {
            return ' ';
        }

        // The point of an abbreviation separates as well: 24.Dec.18
        var mark = (char)text.Current;
        return mark is '-' or '/' or '.' && text.TryTake(mark) ? mark : text.At(-1) == '.' ? '.' : '\0';
    }
}
