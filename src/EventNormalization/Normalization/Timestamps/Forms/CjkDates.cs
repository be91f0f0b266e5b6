using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Chinese and Japanese dates, <c>2014年4月8日</c>, as Intl, Java and .NET write their long forms.</summary>
/// <remarks>
/// A weekday may follow in either language, with parentheses or without, then a time with colons or with 時 (时), 分 and
/// 秒, after the marks of <see cref="DayPeriodMarks"/> or without. Intl and Java write the zone before a Chinese time.
/// </remarks>
internal static class CjkDates
{
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        if (!text.TryTakeNumber(4, 4, out var year) || !text.TryTake("年"u8))
        {
            return TimestampFailures.Format;
        }

        if (text.AtEnd || !TryTakePart(ref text, "月"u8, out var month) || text.AtEnd)
        {
            return text.AtEnd ? TimestampFailures.NoDay : TimestampFailures.Format;
        }

        if (!TryTakePart(ref text, "日"u8, out var day))
        {
            return TimestampFailures.Format;
        }

        var date = new CivilDate(year, month, day);
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        return TryTakeWeekday(ref text) && TryReadTail(ref text, out var time, out var zone)
            ? DateTail.Resolve(ref text, date.DaysSinceEpoch, time, zone)
            : text.Failure;
    }

    private static bool TryReadTail(ref TimestampText text, out TimeOfDay time, out ZoneMark zone)
    {
        time = default;
        text.SkipWhiteSpace();
        var isZoneFirst = TimestampText.IsLetter(text.Current);
        zone = default;
        if (isZoneFirst && !ZoneReader.TryRead(ref text, out zone))
        {
            return false;
        }

        var hasTime = HasTime(ref text);
        if (hasTime && !TryReadTime(ref text, out time))
        {
            return false;
        }

        return isZoneFirst ? text.AtEnd || text.Fail(TimestampFailures.End)
            : hasTime ? ZoneReader.TryReadToEnd(ref text, out zone)
            : DateTail.TryReadZoneOfDate(ref text, DateStyle.Numeric, out zone);
    }

    private static bool TryTakePart(ref TimestampText text, ReadOnlySpan<byte> mark, out int value)
    {
        text.SkipWhiteSpace();
        return text.TryTakeNumber(1, 2, out value) && text.TryTake(mark);
    }

    /// <summary>Takes the weekday, if there is one: (日), 日曜日, 星期日, 周日.</summary>
    private static bool TryTakeWeekday(ref TimestampText text)
    {
        var start = text.Position;
        text.SkipWhiteSpace();
        var isEnclosed = text.TryTake('(');
        var hasPrefix = text.TryTake("星期"u8) || text.TryTake("周"u8) || text.TryTake("週"u8);
        var weekday = TakeWeekdayName(ref text);
        var hasSuffix = text.TryTake("曜日"u8) || text.TryTake("曜"u8);
        if (weekday == IsoDayOfWeek.None)
        {
            text.Position = start;
            return !isEnclosed && !hasPrefix && !hasSuffix;
        }

        text.Weekday = weekday;
        return (isEnclosed ? text.TryTake(')') : hasPrefix || hasSuffix) || text.Fail(TimestampFailures.Format);
    }

    private static IsoDayOfWeek TakeWeekdayName(ref TimestampText text) =>
        text.TryTake("一"u8) || text.TryTake("月"u8) ? IsoDayOfWeek.Monday
        : text.TryTake("二"u8) || text.TryTake("火"u8) ? IsoDayOfWeek.Tuesday
        : text.TryTake("三"u8) || text.TryTake("水"u8) ? IsoDayOfWeek.Wednesday
        : text.TryTake("四"u8) || text.TryTake("木"u8) ? IsoDayOfWeek.Thursday
        : text.TryTake("五"u8) || text.TryTake("金"u8) ? IsoDayOfWeek.Friday
        : text.TryTake("六"u8) || text.TryTake("土"u8) ? IsoDayOfWeek.Saturday
        : text.TryTake("日"u8) || text.TryTake("天"u8) ? IsoDayOfWeek.Sunday
        : IsoDayOfWeek.None;

    private static bool HasTime(ref TimestampText text)
    {
        text.SkipWhiteSpace();
        return TimestampText.IsDigit(text.Current) || text.Current >= 0x80;
    }

    private static bool TryReadTime(ref TimestampText text, out TimeOfDay time)
    {
        var mark = DayPeriodMarks.Take(ref text);
        text.SkipWhiteSpace();
        var isRead = text.At(text.CountDigits()) == ':'
            ? ClockReader.TryRead(ref text, ClockForms.Separated, out time)
            : TryReadMarkedTime(ref text, out time);
        return isRead && DayPeriodMarks.TryApply(ref text, mark, time, out time);
    }

    private static bool TryReadMarkedTime(ref TimestampText text, out TimeOfDay time)
    {
        time = default;
        var parts = default(ClockParts);
        if (!text.TryTakeNumber(1, 2, out parts.Hour) || (!text.TryTake("時"u8) && !text.TryTake("时"u8)))
        {
            return text.Fail(TimestampFailures.Time);
        }

        text.SkipWhiteSpace();
        if (TimestampText.IsDigit(text.Current) && !TryTakePart(ref text, "分"u8, out parts.Minute))
        {
            return text.Fail(TimestampFailures.Time);
        }

        text.SkipWhiteSpace();
        if (TimestampText.IsDigit(text.Current) && !TryTakePart(ref text, "秒"u8, out parts.Second))
        {
            return text.Fail(TimestampFailures.Time);
        }

        return ClockReader.TryFinish(ref text, parts, out time);
    }
}
