using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Calendar dates with the year first and hyphens: ISO 8601 extended format, RFC 3339, RFC 9557, XML Schema.
/// </summary>
/// <remarks>
/// With a blank for the <c>T</c> they are the default output of SQL databases, Go, Python, Ruby and PHP; Db2 writes
/// <c>2015-07-03-17.04.07</c>. Month and day may lack their zero. Week and ordinal dates branch off here.
/// </remarks>
internal static class IsoDates
{
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        if (!text.TryTakeNumber(4, 4, out var year) || !text.TryTake('-'))
        {
            return TimestampFailures.Format;
        }

        if (text.Current is (byte)'W' or (byte)'w')
        {
            return IsoWeekDates.ReadExtended(ref text, year);
        }

        if (TimestampText.IsLetter(text.Current))
        {
            return MonthNameForms.ReadMonthAndDay(ref text, year, '-');
        }

        if (text.CountDigits() == 3)
        {
            return IsoOrdinalDates.ReadExtended(ref text, year);
        }

        if (!text.TryTakeNumber(1, 2, out var month))
        {
            return TimestampFailures.Format;
        }

        if (text.AtEnd)
        {
            return TimestampFailures.NoDay;
        }

        return text.TryTake('-') && text.TryTakeNumber(1, 2, out var day)
            ? DateTail.Finish(ref text, new CivilDate(year, month, day), DateStyle.Extended)
            : TimestampFailures.Format;
    }
}
