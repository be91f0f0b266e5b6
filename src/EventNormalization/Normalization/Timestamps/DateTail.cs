using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Reads what follows a date in every form that writes the date first: nothing, a zone, or time and zone.
/// </summary>
internal static class DateTail
{
    private const int DateOffsetSecondsMax = 14 * 3600;

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
        time = default;
        zone = default;
        if (text.AtEnd)
        {
            return true;
        }

        var start = text.Position;
        if (style == DateStyle.Numeric && text.SkipBlanks() &&
            HalfDayMarks.Take(ref text, out var isJapanese) is var halfDay and not HalfDay.None)
        {
            return ClockReader.TryRead(ref text, ClockForms.Separated, out var written) &&
                HalfDayMarks.TryApply(ref text, halfDay, isJapanese, written, out time) &&
                ZoneReader.TryReadToEnd(ref text, out zone);
        }

        text.Position = start;
        if (!TryTakeSeparator(ref text, style, out var forms))
        {
            return TryReadZoneOfDate(ref text, style, out zone);
        }

        var hour = text.Position;
        if (!ClockReader.TryRead(ref text, forms, out time))
        {
            return false;
        }

        // ISO 8601 writes T10-05 for an hour with an offset; after a blank, 10-05 could as well be five past ten.
        return forms == ClockForms.HourAlone && text.Position == unchecked(hour + 2) && text.Current == '-'
            ? text.Fail(TimestampFailures.Time)
            : ZoneReader.TryReadToEnd(ref text, out zone);
    }

    /// <summary>Reads the zone of a date without a time, with which the text must end.</summary>
    /// <remarks>
    /// XML Schema writes <c>2015-07-03-05:00</c> and no offset beyond 14 hours, Java's BASIC_ISO_DATE
    /// <c>20150703+0200</c>. Fewer digits could be an hour or a day as well, and what stands behind a hyphen could be a
    /// time in every other form: <c>20150703-1704</c>, <c>2015-07-03 -05:00</c>, <c>2015.07.03-05:00</c>.
    /// </remarks>
    public static bool TryReadZoneOfDate(ref TimestampText text, DateStyle style, out ZoneMark zone)
    {
        var hasBlanks = text.SkipBlanks();
        var isPlus = text.Current == '+';
        var isOffset = isPlus || text.Current == '-';
        var digits = text.CountDigitsAt(1);
        var isSure = (digits == 2 && text.At(3) == ':' && (isPlus || (style == DateStyle.Extended && !hasBlanks)))
            || (digits == 4 && isPlus);
        zone = default;
        if (isOffset && !isSure)
        {
            return text.Fail(TimestampFailures.OffsetOfDate);
        }

        return ZoneReader.TryReadToEnd(ref text, out zone) &&
            (!isOffset || Math.Abs(zone.OffsetSeconds) <= DateOffsetSecondsMax ||
                text.Fail(TimestampFailures.OffsetOfDate));
    }

    /// <summary>The instant of a local time on a day, if it is the weekday that the text states.</summary>
    public static ParseResult<Instant> Resolve(ref TimestampText text, int day, TimeOfDay time, ZoneMark zone) =>
        text.Weekday != IsoDayOfWeek.None && text.Weekday != CivilDate.WeekdayOf(day)
            ? TimestampFailures.WrongWeekday(day)
            : LocalTimeResolver.Resolve(day, time, zone, text.Rules);

    /// <summary>Takes what separates a date from a time, if a time follows.</summary>
    private static bool TryTakeSeparator(ref TimestampText text, DateStyle style, out ClockForms forms)
    {
        forms = ClockForms.Separated;
        switch (text.Current)
        {
            case (byte)'T' or (byte)'t' when text.At(1) is not ((byte)'+' or (byte)'-') && !IsLetterAhead(ref text):
                text.Position = unchecked(text.Position + 1);
                forms = style is DateStyle.Extended or DateStyle.Basic
                    ? ClockForms.Basic | ClockForms.HourAlone
                    : ClockForms.Separated;
                return true;

            // Common log format and SAS.
            case (byte)':' when style == DateStyle.MonthName:
            // FIX.
            case (byte)'-' when style == DateStyle.Basic && text.CountDigitsAt(1) == 2 && text.At(3) == ':':
            // Db2.
            case (byte)'-' when style == DateStyle.Extended && text.CountDigitsAt(1) == 2 && text.At(3) == '.':
                text.Position = unchecked(text.Position + 1);
                return true;
        }

        var start = text.Position;
        var hasComma = text.TryTake(',');
        var hasBlanks = text.SkipBlanks();
        if (hasBlanks && text.TryTake("at "u8))
        {
            text.SkipBlanks();
            return true;
        }

        if (hasBlanks && TimestampText.IsDigit(text.Current))
        {
            // Digits alone behind a comma could be the next day of a list as well: 2015-07-03, 04
            forms = style switch
            {
                _ when hasComma => ClockForms.Separated,
                DateStyle.Extended => ClockForms.HourAlone,
                DateStyle.Basic => ClockForms.Basic,
                _ => ClockForms.Separated,
            };
            return true;
        }

        text.Position = start;
        return false;
    }

    private static bool IsLetterAhead(ref TimestampText text) => TimestampText.IsLetter(text.At(1));
}
