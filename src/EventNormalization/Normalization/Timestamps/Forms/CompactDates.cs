using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Dates without separators: ISO 8601 basic format, iCalendar, Java's BASIC_ISO_DATE, FIX, LDAP and X.509.
/// </summary>
/// <remarks>
/// <c>20240615T123456Z</c>, <c>20240615+0200</c>, <c>20240615-12:34:56.789</c>, <c>20240615123456Z</c>,
/// <c>20240615123456.789Z</c>. Digits alone are read by <see cref="DigitForms"/>.
/// </remarks>
internal static class CompactDates
{
    /// <summary>Reads a text that begins with 7, 8, 14 or 17 digits and goes on after them.</summary>
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        switch (text.CountDigits())
        {
            case 7 when text.At(7) is (byte)'T' or (byte)'t':
                text.TryTakeNumber(7, 7, out var ordinal);
                return IsoOrdinalDates.Finish(ref text, ordinal / 1000, ordinal % 1000, DateStyle.Basic);

            case 8:
                return text.At(8) == '.'
                    ? TimestampFailures.Format
                    : DateTail.Finish(ref text, TakeDate(ref text), DateStyle.Basic);

            case 14 or 17:
                return ReadDateAndTime(ref text);

            default:
                return TimestampFailures.Format;
        }
    }

    private static ParseResult<Instant> ReadDateAndTime(ref TimestampText text)
    {
        var date = TakeDate(ref text);
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        if (!TryTakeTime(ref text, out var time) || !ZoneReader.TryReadToEnd(ref text, out var zone))
        {
            return text.Failure;
        }

        return DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone);
    }

    private static bool TryTakeTime(ref TimestampText text, out TimeOfDay time)
    {
        unchecked
        {
            var hour = TakePair(ref text);
            var minute = TakePair(ref text);
            var second = TakePair(ref text);
            var nanosecond = text.CountDigits() == 3 && text.TryTakeNumber(3, 3, out var millisecond)
                ? millisecond * 1_000_000
                : ClockReader.ReadFraction(ref text);
            return ClockReader.TryFinish(ref text, hour, minute, second, nanosecond, HalfDay.None, out time);
        }
    }

    private static CivilDate TakeDate(ref TimestampText text) => new(
        unchecked((100 * TakePair(ref text)) + TakePair(ref text)), TakePair(ref text), TakePair(ref text));

    private static int TakePair(ref TimestampText text)
    {
        var value = unchecked((10 * (text.At(0) - '0')) + text.At(1) - '0');
        text.Position = unchecked(text.Position + 2);
        return value;
    }
}
