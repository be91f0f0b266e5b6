namespace EventNormalization.Normalization;

/// <summary>Takes what stands between a date and a time.</summary>
/// <remarks>
/// A blank, <c>T</c>, <c>at</c>, <c>@</c>, a hyphen between blanks, a slash, a colon after the name of a month (common
/// log format, SAS), and a hyphen before a clock that has seconds (FIX, Db2).
/// </remarks>
internal static class DateSeparators
{
    /// <summary>Takes the separator if a time follows it.</summary>
    public static bool TryTake(ref TimestampText text, DateStyle style, out ClockForms forms)
    {
        forms = ClockForms.Separated;
        if (text.Current != ' ')
        {
            text.ZoneNaming = ZoneNaming.Plain;
        }

        switch (text.Current)
        {
            case (byte)'T' or (byte)'t' when text.At(1) is not ((byte)'+' or (byte)'-') && !IsLetterAhead(text):
                text.Position = unchecked(text.Position + 1);
                forms = style is DateStyle.Extended or DateStyle.Basic
                    ? ClockForms.Basic | ClockForms.HourAlone
                    : ClockForms.Separated;
                return true;

            case (byte)':' when style == DateStyle.MonthName:
            case (byte)'/' when IsClock(text, 1, hasSeconds: false):
            case (byte)'-' when IsClock(text, 1, hasSeconds: true):
                text.Position = unchecked(text.Position + 1);
                return true;
        }

        return TryTakeWhiteSpace(ref text, style, ref forms);
    }

    /// <summary>Whether a time with colons or points stands so far ahead.</summary>
    public static bool IsClock(in TimestampText text, int ahead, bool hasSeconds)
    {
        unchecked
        {
            var hour = text.CountDigitsAt(ahead);
            var mark = text.At(ahead + hour);
            var minute = text.CountDigitsAt(ahead + hour + 1);
            return hour is 1 or 2 && minute is 1 or 2 && mark is (byte)':' or (byte)'.'
                && (!hasSeconds || (text.At(ahead + hour + 1 + minute) == mark
                    && text.CountDigitsAt(ahead + hour + minute + 2) is 1 or 2));
        }
    }

    private static bool TryTakeWhiteSpace(ref TimestampText text, DateStyle style, ref ClockForms forms)
    {
        var start = text.Position;
        var hasComma = text.TryTake(',');
        var hasWhiteSpace = text.SkipWhiteSpace();
        if (TryTakeWord(ref text, hasWhiteSpace))
        {
            text.ZoneNaming = ZoneNaming.Plain;
            return true;
        }

        if (hasWhiteSpace && TimestampText.IsDigit(text.Current))
        {
            // Digits alone after a comma could be the next day of a list as well: 2015-07-03, 04
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

    /// <summary>Takes <c>at</c>, <c>@</c> or a hyphen between blanks, and the blanks after it.</summary>
    private static bool TryTakeWord(ref TimestampText text, bool hasWhiteSpace)
    {
        var start = text.Position;
        var isWord = text.TryTake('@') || (hasWhiteSpace && (text.TryTake("at "u8) || text.TryTake("- "u8)));
        text.SkipWhiteSpace();
        if (isWord && TimestampText.IsDigit(text.Current))
        {
            return true;
        }

        text.Position = start;
        return false;
    }

    private static bool IsLetterAhead(in TimestampText text) => TimestampText.IsLetter(text.At(1));
}
