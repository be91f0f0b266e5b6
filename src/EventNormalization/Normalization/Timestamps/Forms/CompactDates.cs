using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Dates without separators: ISO 8601 basic format, iCalendar, Java's BASIC_ISO_DATE, FIX, LDAP, X.509, HL7, CIM, OFX.
/// </summary>
/// <remarks>
/// <c>20240615T123456Z</c>, <c>20240615+0200</c>, <c>20240615-12:34:56.789</c>, <c>20240615123456.789Z</c>,
/// <c>202406151234-0500</c>, <c>20240615123456.000000+060</c>, <c>20240615123456[-5:EST]</c>. Digits alone are read by
/// <see cref="DigitForms"/>.
/// </remarks>
internal static class CompactDates
{
    private const int MinutesOfOffsetMax = 14 * 60;

    /// <summary>Reads a text that begins with 7, 8, 10, 12, 14 or 17 digits and goes on after them.</summary>
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        switch (text.CountDigits())
        {
            case 7 when text.At(7) is (byte)'T' or (byte)'t':
                text.TryTakeNumber(7, 7, out var ordinal);
                return IsoOrdinalDates.Finish(ref text, ordinal / 1000, ordinal % 1000, DateStyle.Basic);

            case 8 when text.At(8) == '[':
                return ReadDateAndTime(ref text, pairs: 0);

            case 8:
                return text.At(8) == '.'
                    ? TimestampFailures.Format
                    : DateTail.Finish(ref text, TakeDate(ref text), DateStyle.Basic);

            case 10 or 12:
                return ReadBeforeZone(ref text, text.CountDigits());

            case 14 or 17:
                return ReadDateAndTime(ref text, pairs: 3);

            default:
                return TimestampFailures.Format;
        }
    }

    /// <summary>
    /// Reads a date with as many pairs of digits of its time as there are, and a zone; the text must end there.
    /// </summary>
    public static ParseResult<Instant> ReadDateAndTime(ref TimestampText text, int pairs)
    {
        var date = TakeDate(ref text);
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        text.HasSeconds = pairs == 3;
        var start = text.Position;
        if (!TryTakeTime(ref text, pairs, out var time))
        {
            return text.Failure;
        }

        var isInMicroseconds = unchecked(text.Position - start) == 13;
        var isRead = text.Current == '[' ? TryReadBracket(ref text, out var zone)
            : isInMicroseconds && text.Current is (byte)'+' or (byte)'-' && text.CountDigitsAt(1) == 3
                ? TryReadMinutes(ref text, out zone)
                : ZoneReader.TryReadToEnd(ref text, out zone);
        return isRead ? DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone) : text.Failure;
    }

    /// <summary>
    /// Reads ten or twelve digits that a zone shows to be a date, as ASN.1 and HL7 write them: <c>202406151234Z</c>.
    /// </summary>
    /// <remarks>ASN.1's UTCTime has twelve digits too, and the year first with two of them.</remarks>
    private static ParseResult<Instant> ReadBeforeZone(ref TimestampText text, int digits)
    {
        var sign = text.At(digits);
        var isZone = sign == 'Z' || (sign is (byte)'+' or (byte)'-' && text.CountDigitsAt(unchecked(digits + 1)) == 4)
            || sign == '[';
        var century = unchecked((10 * (text.At(0) - '0')) + text.At(1) - '0');
        if (!isZone || century is < 19 or > 20)
        {
            return TimestampFailures.Format;
        }

        var shortYear = text;
        var result = ReadDateAndTime(ref text, unchecked((digits - 8) / 2));
        return digits == 12 && result.IsSuccess && ReadShortYear(ref shortYear, century) is { IsSuccess: true } other
            ? TimestampFailures.SeveralReadings(result, other, text.LocalZone)
            : result;
    }

    private static ParseResult<Instant> ReadShortYear(ref TimestampText text, int yearOfCentury)
    {
        TakePair(ref text);
        var date = new CivilDate(unchecked(2000 + yearOfCentury), TakePair(ref text), TakePair(ref text));
        text.HasSeconds = true;
        return date.Exists && TryTakeTime(ref text, 3, out var time) && ZoneReader.TryReadToEnd(ref text, out var zone)
            ? DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone)
            : TimestampFailures.Format;
    }

    private static bool TryTakeTime(ref TimestampText text, int pairs, out TimeOfDay time)
    {
        unchecked
        {
            var parts = new ClockParts
            {
                Hour = pairs > 0 ? TakePair(ref text) : 0,
                Minute = pairs > 1 ? TakePair(ref text) : 0,
                Second = pairs > 2 ? TakePair(ref text) : 0,
            };
            if (pairs > 2 && text.CountDigits() == 3 && text.TryTakeNumber(3, 3, out var millisecond))
            {
                parts.Nanosecond = millisecond * 1_000_000;
            }
            else if (pairs > 2 && !ClockReader.TryReadFraction(ref text, out parts.Nanosecond))
            {
                time = default;
                return false;
            }

            return ClockReader.TryFinish(ref text, parts, out time);
        }
    }

    /// <summary>Reads the offset in minutes of CIM and WMI, <c>+060</c>, with which the text must end.</summary>
    private static bool TryReadMinutes(ref TimestampText text, out ZoneMark zone)
    {
        var sign = text.Current == '-' ? -1 : 1;
        text.Position = unchecked(text.Position + 1);
        text.TryTakeNumber(3, 3, out var minutes);
        zone = new ZoneMark(unchecked(60 * sign * minutes));
        return minutes <= MinutesOfOffsetMax ? text.AtEnd || text.Fail(TimestampFailures.End)
            : text.Fail(TimestampFailures.Offset);
    }

    /// <summary>Reads the offset in hours of OFX, <c>[-5:EST]</c>, <c>[5.5]</c>, with which the text must
    /// end.</summary>
    private static bool TryReadBracket(ref TimestampText text, out ZoneMark zone)
    {
        zone = default;
        text.TryTake('[');
        var sign = text.Current == '-' ? -1 : 1;
        _ = text.TryTake('+') || text.TryTake('-');
        if (!text.TryTakeNumber(1, 2, out var hour) || hour > 14 || !TryTakePartOfHour(ref text, out var minute))
        {
            return text.Fail(TimestampFailures.Offset);
        }

        zone = new ZoneMark(unchecked(sign * ((3600 * hour) + (60 * minute))));
        if (text.TryTake(':'))
        {
            var name = text.Rest[..text.CountLetters()];
            text.Position = unchecked(text.Position + name.Length);
            if (name.IsEmpty || ZoneNames.Contradicts(name, zone.OffsetSeconds))
            {
                return text.Fail(name.IsEmpty ? TimestampFailures.ZoneName : TimestampFailures.TwoZones);
            }
        }

        return (text.TryTake(']') && text.AtEnd) || text.Fail(TimestampFailures.End);
    }

    /// <summary>Takes the quarters of an hour after a point, if they stand there.</summary>
    private static bool TryTakePartOfHour(ref TimestampText text, out int minute)
    {
        minute = 0;
        if (!text.TryTake('.'))
        {
            return true;
        }

        var digits = text.CountDigits();
        minute = text.TryTakeNumber(1, 2, out var part) ? (digits == 1 ? 10 * part : part) switch
        {
            0 => 0,
            25 => 15,
            50 => 30,
            75 => 45,
            _ => -1,
        }
        : -1;
        return minute >= 0;
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
