using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Reads what follows a date in every form that writes the date first: nothing, a zone, or time and zone.
/// </summary>
internal static class DateTail
{
    /// <summary>Reads the rest of the text and gives the instant of the whole.</summary>
    public static ParseResult<Instant> Finish(ref TimestampText text, CivilDate date, DateStyle style)
    {
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        return TryRead(ref text, style, out var time, out var zone)
            ? Resolve(ref text, date.DaysSinceEpoch, time, zone)
            : text.Failure;
    }

    /// <summary>Reads the rest of the text, which must end after it.</summary>
    public static bool TryRead(ref TimestampText text, DateStyle style, out TimeOfDay time, out ZoneMark zone)
    {
        time = text.LeadingClock.Time;
        zone = text.LeadingClock.Zone;
        if (text.AtEnd)
        {
            return true;
        }

        if (text.LeadingClock.IsWritten)
        {
            text.TryTake(',');
            return zone.IsNone ? ZoneReader.TryReadToEnd(ref text, out zone) : text.Fail(TimestampFailures.End);
        }

        if (style == DateStyle.Numeric && TakeDayPeriodMark(ref text) is { IsNone: false } mark)
        {
            return ClockReader.TryRead(ref text, ClockForms.Separated, out var written) &&
                DayPeriodMarks.TryApply(ref text, mark, written, out time) &&
                ZoneReader.TryReadToEnd(ref text, out zone);
        }

        return DateSeparators.TryTake(ref text, style, out var forms)
            ? TryReadClock(ref text, forms, out time) && ZoneReader.TryReadToEnd(ref text, out zone)
            : TryReadZoneOfDate(ref text, style, out zone);
    }

    /// <summary>Takes the mark after white space; the text is left alone where there is none.</summary>
    private static DayPeriodMark TakeDayPeriodMark(ref TimestampText text)
    {
        var start = text.Position;
        var mark = text.SkipWhiteSpace() ? DayPeriodMarks.Take(ref text) : default;
        text.Position = mark.IsNone ? start : text.Position;
        return mark;
    }

    private static bool TryReadClock(ref TimestampText text, ClockForms forms, out TimeOfDay time)
    {
        var hour = text.Position;
        if (!ClockReader.TryRead(ref text, forms, out time))
        {
            return false;
        }

        // ISO 8601 writes T10-05 for an hour with an offset; after a blank, 10-05 could as well be five past ten.
        var isOfHourAndMinute =
            forms == ClockForms.HourAlone && text.Position == unchecked(hour + 2) && text.Current == '-';
        return !isOfHourAndMinute || text.Fail(TimestampFailures.Time);
    }

    /// <summary>Reads the zone of a date without a time, with which the text must end.</summary>
    /// <remarks>
    /// XML Schema writes <c>2015-07-03-05:00</c>, Java's BASIC_ISO_DATE <c>20150703+0200</c>. Fewer digits could be an
    /// hour or a day as well, and after a date of another form what looks like an offset is a time: in
    /// <c>10/27/2019+10:30</c> the plus was a blank, and <c>2015.07.03-05:00</c> has a hyphen before the time.
    /// </remarks>
    public static bool TryReadZoneOfDate(ref TimestampText text, DateStyle style, out ZoneMark zone)
    {
        var isOfDay = IsOfMonthAndDay(text, style);
        var hasWhiteSpace = text.SkipWhiteSpace();
        var isPlus = text.Current == '+';
        var isOffset = isPlus || text.Current == '-';
        zone = default;
        if (isOffset && !(isOfDay && IsOffsetOfDate(text, style, isPlus, hasWhiteSpace)))
        {
            return text.Fail(TimestampFailures.OffsetOfDate);
        }

        return ZoneReader.TryReadToEnd(ref text, out zone)
            || (isOffset && text.Failure == TimestampFailures.OffsetOfMinute
                && text.Fail(TimestampFailures.OffsetOfDate));
    }

    /// <summary>The instant of a local time on a day, if it is the weekday that the text states.</summary>
    public static ParseResult<Instant> Resolve(ref TimestampText text, int day, TimeOfDay time, ZoneMark zone) =>
        text.Weekday != IsoDayOfWeek.None && text.Weekday != CivilDate.WeekdayOf(day)
            ? TimestampFailures.WrongWeekday(day)
            : LocalTimeResolver.Resolve(day, time, zone, text);

    /// <summary>Whether <c>yyyy-MM-dd</c> or <c>yyyyMMdd</c> ends here, rather than a week, a day of the year or one
    /// digit of a month.</summary>
    private static bool IsOfMonthAndDay(in TimestampText text, DateStyle style) => style switch
    {
        DateStyle.Extended => text.At(-3) == '-' && text.At(-6) == '-',
        DateStyle.Basic => TimestampText.IsDigit(text.At(-4)),
        _ => false,
    };

    private static bool IsOffsetOfDate(in TimestampText text, DateStyle style, bool isPlus, bool hasWhiteSpace)
    {
        var digits = text.CountDigitsAt(1);
        var hasColon = digits == 2 && text.At(3) == ':';

        // 20150703-05:00 is five o'clock in UTC, whether the sign begins an offset or is the hyphen of FIX.
        return isPlus ? hasColon || digits == 4
            : hasColon && !hasWhiteSpace
                && (style == DateStyle.Extended || ReferenceEquals(text.LocalZone, DateTimeZone.Utc));
    }
}
