namespace EventNormalization.Normalization;

/// <summary>
/// The Chinese and Japanese marks of the half of the day, which stand before the time: 上午, 下午, 午前, 午後.
/// </summary>
/// <remarks>
/// Intl and .NET write them, before hours from 0 to 11 or from 1 to 12. A Japanese 12 means noon to some and midnight
/// to others, so it is refused; Chinese has no such custom.
/// </remarks>
internal static class DayPeriodMarks
{
    /// <summary>Takes the mark at the position, if there is one.</summary>
    public static DayPeriod Take(ref TimestampText text, out bool isJapanese)
    {
        isJapanese = false;
        if (text.TryTake("上午"u8))
        {
            return DayPeriod.Morning;
        }

        if (text.TryTake("下午"u8))
        {
            return DayPeriod.Afternoon;
        }

        isJapanese = true;
        return text.TryTake("午前"u8) ? DayPeriod.Morning
            : text.TryTake("午後"u8) ? DayPeriod.Afternoon
            : DayPeriod.None;
    }

    /// <summary>The time after a mark, from the time as it stands there.</summary>
    public static bool TryApply(
        ref TimestampText text, DayPeriod dayPeriod, bool isJapanese, in TimeOfDay written, out TimeOfDay time)
    {
        time = written;
        if (dayPeriod == DayPeriod.None)
        {
            return true;
        }

        // A leap second counts as the second after it, so it is taken back before the time is taken apart.
        var leapSecond = written.IsLeapSecond ? 1 : 0;
        var secondOfDay = written.SecondOfDay - leapSecond;
        var minuteOfDay = secondOfDay / 60;
        var hour = minuteOfDay / 60;
        if (isJapanese && hour == 12)
        {
            return text.Fail(TimestampFailures.JapaneseTwelve);
        }

        return ClockReader.TryFinish(
            ref text,
            hour == 0 ? 12 : hour,
            minuteOfDay % 60,
            (secondOfDay % 60) + leapSecond,
            written.Nanosecond,
            dayPeriod,
            out time);
    }
}
