using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Texts with the time before the date.</summary>
/// <remarks>
/// <c>16:23:34 May 05, 2015 PDT</c> (PayPal), <c>14:05:09.123 UTC Tue Nov 28 2023</c> (Cisco's clock), <c>10:30
/// 15/01/2024</c> (Vietnamese), <c>4:00 AM, Jan. 12, 1990</c>. The zone follows either.
/// </remarks>
internal static class TimeFirstForms
{
    /// <summary>Reads from the time on.</summary>
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        if (!ClockReader.TryRead(ref text, ClockForms.Separated, out var time))
        {
            return text.Failure;
        }

        var zone = default(ZoneMark);
        text.TryTake(',');
        var hasWhiteSpace = text.SkipWhiteSpace();

        // Without seconds, 09:00-11:00 is two times of a day; with them, an offset follows a blank.
        var isOffset = text.Current is (byte)'+' or (byte)'-';
        if (isOffset && !(text.HasSeconds && hasWhiteSpace))
        {
            return TimestampFailures.NoDate;
        }

        if ((isOffset || IsZoneName(text)) && !ZoneReader.TryRead(ref text, out zone))
        {
            return text.AtEnd ? TimestampFailures.NoDate : text.Failure;
        }

        hasWhiteSpace |= text.SkipWhiteSpace();
        if (text.AtEnd || !hasWhiteSpace)
        {
            return TimestampFailures.NoDate;
        }

        text.LeadingClock = new LeadingClock(time, zone);
        return TimestampGrammar.ReadDated(ref text);
    }

    /// <summary>Whether the word at the position is neither a weekday nor a month.</summary>
    private static bool IsZoneName(TimestampText text) =>
        TimestampText.IsLetter(text.Current)
        && !EnglishNames.TryTakeWeekday(ref text, out _) && !EnglishNames.TryTakeMonth(ref text, out _);
}
