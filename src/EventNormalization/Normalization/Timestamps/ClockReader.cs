namespace EventNormalization.Normalization;

/// <summary>
/// Reads times of day: <c>10:30</c>, <c>10:30:00.5</c>, <c>103000</c>, <c>5:04:07 PM</c>, <c>24:00</c>.
/// </summary>
/// <remarks>
/// 24 hours are ISO 8601 and most tools; 12 hours are en-US writers; points between the parts are Oracle, Db2 and
/// Danish; a colon before three digits of milliseconds is SQL Server. Blanks around the colons are RFC 5322's, in its
/// form alone.
/// </remarks>
internal static class ClockReader
{
    private const int FractionDigits = 9;

    /// <summary>Reads the time at the position, with <c>AM</c> or <c>PM</c> after it if they stand there.</summary>
    public static bool TryRead(ref TimestampText text, ClockForms forms, out TimeOfDay time)
    {
        time = default;
        var parts = default(ClockParts);
        var hourDigits = text.CountDigits();
        if (hourDigits is 4 or 6 && (forms & ClockForms.Basic) != 0)
        {
            return TryReadBasic(ref text, hourDigits, out time);
        }

        if (!text.TryTakeNumber(1, 2, out parts.Hour))
        {
            return text.Fail(TimestampFailures.Time);
        }

        if (!TryReadMinute(ref text, hourDigits, ref parts))
        {
            return false;
        }

        parts.DayPeriod = ReadDayPeriod(ref text);
        if (parts.IsHourAlone && parts.DayPeriod == DayPeriod.None && (
            hourDigits != 2 || (forms & ClockForms.HourAlone) == 0))
        {
            return text.Fail(TimestampFailures.Time);
        }

        if (parts.DayPeriod != DayPeriod.None)
        {
            text.ZoneNaming = ZoneNaming.Plain;
        }

        return TryFinish(ref text, parts, out time);
    }

    /// <summary>
    /// Reads the nanoseconds of a fraction at the position, which is left alone where there is none; false where the
    /// digits say more than nanoseconds, or are too many after a comma to be one value.
    /// </summary>
    public static bool TryReadFraction(ref TimestampText text, out int nanosecond)
    {
        nanosecond = 0;
        if (text.Current is not ((byte)'.' or (byte)',') || !TimestampText.IsDigit(text.At(1)))
        {
            return true;
        }

        unchecked
        {
            var isComma = text.Current == ',';
            text.Position++;
            var hasMore = false;
            var count = 0;
            for (; TimestampText.IsDigit(text.Current); count++, text.Position++)
            {
                if (count < FractionDigits)
                {
                    nanosecond = (10 * nanosecond) + text.Current - '0';
                }

                hasMore |= count >= FractionDigits && text.Current != '0';
            }

            var isTooLong = count > FractionDigits && isComma;
            for (; count < FractionDigits; count++)
            {
                nanosecond *= 10;
            }

            return isTooLong ? text.Fail(TimestampFailures.CommaFraction)
                : !hasMore || text.Fail(TimestampFailures.Precision);
        }
    }

    /// <summary>Reads the 12-hour mark at the position, if there is one: <c>AM</c>, <c>pm</c>, <c>a.m.</c>.</summary>
    public static DayPeriod ReadDayPeriod(ref TimestampText text)
    {
        var start = text.Position;
        text.SkipWhiteSpace();
        var letter = (byte)(text.Current | 0x20);
        if (letter is (byte)'a' or (byte)'p')
        {
            var length = (text.At(1) | 0x20) == 'm' ? 2
                : text.At(1) == '.' && (text.At(2) | 0x20) == 'm' && text.At(3) == '.' ? 4
                : 0;
            if (length > 0 && !TimestampText.IsLetter(text.At(length)))
            {
                text.Position = unchecked(text.Position + length);
                return letter == 'a' ? DayPeriod.Morning : DayPeriod.Afternoon;
            }
        }

        text.Position = start;
        return DayPeriod.None;
    }

    /// <summary>Checks the parts and puts them together.</summary>
    public static bool TryFinish(ref TimestampText text, in ClockParts parts, out TimeOfDay time)
    {
        time = default;
        var hour = parts.Hour;
        if (parts.DayPeriod != DayPeriod.None)
        {
            if (hour is < 1 or > 12)
            {
                return text.Fail(TimestampFailures.TwelveHours);
            }

            hour = unchecked((hour % 12) + (parts.DayPeriod == DayPeriod.Afternoon ? 12 : 0));
        }

        if (!TimeOfDay.IsValid(hour, parts.Minute, parts.Second, parts.Nanosecond))
        {
            return text.Fail(TimestampFailures.TimeRange);
        }

        time = new TimeOfDay(hour, parts.Minute, parts.Second, parts.Nanosecond);
        return true;
    }

    private static bool TryReadMinute(ref TimestampText text, int hourDigits, ref ClockParts parts)
    {
        if (text.Current == '.' && TimestampText.IsDigit(text.At(1)))
        {
            return TryReadPointed(ref text, ref parts);
        }

        if (!TryTakeColon(ref text))
        {
            parts.IsHourAlone = true;
            return text.Current != ',' || !TimestampText.IsDigit(text.At(1)) || text.Fail(TimestampFailures.Seconds);
        }

        var minuteDigits = text.CountDigits();
        if (!text.TryTakeNumber(1, 2, out parts.Minute))
        {
            return text.Fail(TimestampFailures.Time);
        }

        if (!TryTakeColon(ref text))
        {
            return text.Current is (byte)'.' or (byte)',' && TimestampText.IsDigit(text.At(1))
                ? text.Fail(TimestampFailures.Seconds)
                : IsWhole(ref text, minuteDigits, hourDigits);
        }

        var secondDigits = text.CountDigits();
        if (!text.TryTakeNumber(1, 2, out parts.Second))
        {
            return text.Fail(TimestampFailures.Time);
        }

        text.HasSeconds = true;
        return IsWhole(ref text, secondDigits, hourDigits + minuteDigits - 2)
            && TryReadAfterSeconds(ref text, ref parts);
    }

    /// <summary>Takes a colon, in mail also one between blanks.</summary>
    private static bool TryTakeColon(ref TimestampText text)
    {
        if (text.ZoneNaming != ZoneNaming.Mail)
        {
            return text.TryTake(':');
        }

        // The parts of the clock have two digits in RFC 5322; a blank in place of one is another fault.
        var start = text.Position;
        var hasWhiteSpace = text.SkipWhiteSpace();
        if (text.TryTake(':') && (!(text.SkipWhiteSpace() | hasWhiteSpace) || text.CountDigits() == 2))
        {
            return true;
        }

        text.Position = start;
        return false;
    }

    /// <summary>Whether a text that ends here ends with a whole number, judged by the parts before it.</summary>
    private static bool IsWhole(ref TimestampText text, int digits, int digitsBefore) =>
        !text.AtEnd || digits == 2 || digitsBefore != 2 || text.Fail(TimestampFailures.Cut);

    private static bool TryReadAfterSeconds(ref TimestampText text, ref ClockParts parts)
    {
        if (text.Current is (byte)'.' or (byte)',' or (byte)':')
        {
            text.ZoneNaming = ZoneNaming.Plain;
        }

        if (text.Current != ':')
        {
            return TryReadFraction(ref text, out parts.Nanosecond);
        }

        parts.Nanosecond = ReadMilliseconds(ref text);
        return true;
    }

    private static bool TryReadPointed(ref TimestampText text, ref ClockParts parts)
    {
        text.HasSeconds = true;
        text.ZoneNaming = ZoneNaming.Plain;
        return text.TryTake('.') && text.TryTakeNumber(2, 2, out parts.Minute) &&
            text.TryTake('.') && text.TryTakeNumber(2, 2, out parts.Second)
            ? TryReadFraction(ref text, out parts.Nanosecond)
            : text.Fail(TimestampFailures.Seconds);
    }

    private static int ReadMilliseconds(ref TimestampText text)
    {
        if (text.CountDigitsAt(1) != 3)
        {
            return 0;
        }

        text.TryTake(':');
        text.TryTakeNumber(3, 3, out var millisecond);
        return unchecked(millisecond * 1_000_000);
    }

    private static bool TryReadBasic(ref TimestampText text, int digits, out TimeOfDay time)
    {
        text.TryTakeNumber(4, 6, out var number);
        unchecked
        {
            text.HasSeconds = digits == 6;
            var hourAndMinute = digits == 6 ? number / 100 : number;
            var parts = new ClockParts
            {
                Hour = hourAndMinute / 100,
                Minute = hourAndMinute % 100,
                Second = digits == 6 ? number % 100 : 0,
            };
            if (digits == 6 && !TryReadFraction(ref text, out parts.Nanosecond))
            {
                time = default;
                return false;
            }

            return TryFinish(ref text, parts, out time);
        }
    }
}
