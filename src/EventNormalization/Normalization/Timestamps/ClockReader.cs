namespace EventNormalization.Normalization;

/// <summary>
/// Reads times of day: <c>10:30</c>, <c>10:30:00.5</c>, <c>103000</c>, <c>5:04:07 PM</c>, <c>24:00</c>.
/// </summary>
/// <remarks>
/// 24 hours are ISO 8601 and most tools; 12 hours are en-US writers; points between the parts are Oracle, Db2 and
/// Danish; a colon before three digits of milliseconds is SQL Server. A fraction is cut at nine digits.
/// </remarks>
internal static class ClockReader
{
    private const int FractionDigits = 9;

    /// <summary>Reads the time at the position, with <c>AM</c> or <c>PM</c> after it if they stand there.</summary>
    public static bool TryRead(ref TimestampText text, ClockForms forms, out TimeOfDay time)
    {
        time = default;
        var second = 0;
        var nanosecond = 0;
        var hourDigits = text.CountDigits();
        if (hourDigits is 4 or 6 && (forms & ClockForms.Basic) != 0)
        {
            return TryReadBasic(ref text, hourDigits, out time);
        }

        if (!text.TryTakeNumber(1, 2, out var hour))
        {
            return text.Fail(TimestampFailures.Time);
        }

        if (!TryReadMinute(ref text, out var minute, ref second, ref nanosecond, out var hourAlone))
        {
            return false;
        }

        var halfDay = ReadHalfDay(ref text);
        if (hourAlone && halfDay == HalfDay.None && (hourDigits != 2 || (forms & ClockForms.HourAlone) == 0))
        {
            return text.Fail(TimestampFailures.Time);
        }

        return TryFinish(ref text, hour, minute, second, nanosecond, halfDay, out time);
    }

    /// <summary>The nanoseconds of a fraction at the position, which is left alone where there is none.</summary>
    public static int ReadFraction(ref TimestampText text)
    {
        if (text.Current is not ((byte)'.' or (byte)',') || !TimestampText.IsDigit(text.At(1)))
        {
            return 0;
        }

        unchecked
        {
            var nanosecond = 0;
            text.Position++;
            var count = 0;
            for (; TimestampText.IsDigit(text.Current); count++, text.Position++)
            {
                if (count < FractionDigits)
                {
                    nanosecond = (10 * nanosecond) + text.Current - '0';
                }
            }

            for (; count < FractionDigits; count++)
            {
                nanosecond *= 10;
            }

            return nanosecond;
        }
    }

    /// <summary>Reads the 12-hour mark at the position, if there is one: <c>AM</c>, <c>pm</c>, <c>a.m.</c>.</summary>
    public static HalfDay ReadHalfDay(ref TimestampText text)
    {
        var start = text.Position;
        text.SkipBlanks();
        var letter = (byte)(text.Current | 0x20);
        if (letter is (byte)'a' or (byte)'p')
        {
            var length = (text.At(1) | 0x20) == 'm' ? 2
                : text.At(1) == '.' && (text.At(2) | 0x20) == 'm' && text.At(3) == '.' ? 4
                : 0;
            if (length > 0 && !TimestampText.IsLetter(text.At(length)))
            {
                text.Position = unchecked(text.Position + length);
                return letter == 'a' ? HalfDay.Morning : HalfDay.Afternoon;
            }
        }

        text.Position = start;
        return HalfDay.None;
    }

    /// <summary>Checks the parts and puts them together.</summary>
    public static bool TryFinish(
        ref TimestampText text, int hour, int minute, int second, int nanosecond, HalfDay halfDay, out TimeOfDay time)
    {
        time = default;
        if (halfDay != HalfDay.None)
        {
            if (hour is < 1 or > 12)
            {
                return text.Fail(TimestampFailures.TwelveHours);
            }

            hour = unchecked((hour % 12) + (halfDay == HalfDay.Afternoon ? 12 : 0));
        }

        if (!TimeOfDay.IsValid(hour, minute, second, nanosecond))
        {
            return text.Fail(TimestampFailures.TimeRange);
        }

        time = new TimeOfDay(hour, minute, second, nanosecond);
        return true;
    }

    private static bool TryReadMinute(
        ref TimestampText text, out int minute, ref int second, ref int nanosecond, out bool hourAlone)
    {
        hourAlone = false;
        if (text.Current == '.' && TimestampText.IsDigit(text.At(1)))
        {
            return TryReadPointed(ref text, out minute, ref second, ref nanosecond);
        }

        if (!text.TryTake(':'))
        {
            minute = 0;
            hourAlone = true;
            return text.Current != ',' || !TimestampText.IsDigit(text.At(1)) || text.Fail(TimestampFailures.Seconds);
        }

        if (!text.TryTakeNumber(1, 2, out minute))
        {
            return text.Fail(TimestampFailures.Time);
        }

        if (!text.TryTake(':'))
        {
            return text.Current is not ((byte)'.' or (byte)',') || text.Fail(TimestampFailures.Seconds);
        }

        if (!text.TryTakeNumber(1, 2, out second))
        {
            return text.Fail(TimestampFailures.Time);
        }

        nanosecond = text.Current == ':' ? ReadMilliseconds(ref text) : ReadFraction(ref text);
        return true;
    }

    private static bool TryReadPointed(ref TimestampText text, out int minute, ref int second, ref int nanosecond)
    {
        minute = 0;
        if (!text.TryTake('.') || !text.TryTakeNumber(2, 2, out minute) ||
            !text.TryTake('.') || !text.TryTakeNumber(2, 2, out second))
        {
            return text.Fail(TimestampFailures.Seconds);
        }

        nanosecond = ReadFraction(ref text);
        return true;
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
            var second = digits == 6 ? number % 100 : 0;
            var hourAndMinute = digits == 6 ? number / 100 : number;
            var nanosecond = digits == 6 ? ReadFraction(ref text) : 0;
            return TryFinish(
                ref text, hourAndMinute / 100, hourAndMinute % 100, second, nanosecond, HalfDay.None, out time);
        }
    }
}
