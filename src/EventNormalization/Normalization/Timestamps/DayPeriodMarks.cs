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
    public static DayPeriodMark Take(ref TimestampText text) =>
        text.TryTake("上午"u8) ? new DayPeriodMark(DayPeriod.Morning, IsJapanese: false)
        : text.TryTake("下午"u8) ? new DayPeriodMark(DayPeriod.Afternoon, IsJapanese: false)
        : text.TryTake("午前"u8) ? new DayPeriodMark(DayPeriod.Morning, IsJapanese: true)
        : text.TryTake("午後"u8) ? new DayPeriodMark(DayPeriod.Afternoon, IsJapanese: true)
        : default;

    /// <summary>The time after a mark, from the time as it stands there.</summary>
    public static bool TryApply(
        ref TimestampText text, DayPeriodMark mark, in TimeOfDay written, out TimeOfDay time)
    {
        time = written;
        if (mark.IsNone)
        {
            return true;
        }

        // A leap second counts as the second after it, so it is taken back before the time is taken apart.
        var leapSecond = written.IsLeapSecond ? 1 : 0;
        var secondOfDay = written.SecondOfDay - leapSecond;
        var minuteOfDay = secondOfDay / 60;
        var hour = minuteOfDay / 60;
        if (mark.IsJapanese && hour == 12)
        {
            return text.Fail(TimestampFailures.JapaneseTwelve);
        }

        var parts = new ClockParts
        {
            Hour = hour == 0 ? 12 : hour,
            Minute = minuteOfDay % 60,
            Second = (secondOfDay % 60) + leapSecond,
            Nanosecond = written.Nanosecond,
            DayPeriod = mark.Period,
        };
        return ClockReader.TryFinish(ref text, parts, out time);
    }
}
