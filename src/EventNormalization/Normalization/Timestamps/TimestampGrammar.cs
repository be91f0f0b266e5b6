using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Chooses the one family of forms that a text can belong to, by its first bytes.</summary>
internal static class TimestampGrammar
{
    /// <summary>Reads any text.</summary>
    public static ParseResult<Instant> Read(ReadOnlySpan<byte> utf8, scoped in TimestampText start)
    {
        var text = start;
        return text.Current switch
        {
            (byte)'[' => LogBrackets.Read(utf8, text),
            (byte)'/' or (byte)'\\' => DateConstructor.Read(ref text),
            (byte)'-' or (byte)'+' => EpochForms.ReadText(utf8, text),
            (byte)'@' => EpochForms.ReadNamed(utf8[1..], EpochUnit.Seconds, text),
            (byte)'D' when text.At(1) == ':' => PrefixedDates.ReadPdf(ref text),
            (byte)'T' when text.TryTake("TZID="u8) => PrefixedDates.ReadCalendar(ref text),
            _ => TimestampText.IsDigit(text.Current) ? ReadDigitsFirst(utf8, ref text) : ReadDated(ref text),
        };
    }

    /// <summary>Reads a text that begins with digits: a number, or a date.</summary>
    public static ParseResult<Instant> ReadDigitsFirst(ReadOnlySpan<byte> utf8, ref TimestampText text)
    {
        var digits = text.CountDigits();
        if (digits == utf8.Length)
        {
            return DigitForms.Read(utf8, text);
        }

        // Without a unit in the profile, 3.2021 and 2021.03 are parts of a date and 14 digits are a whole one.
        var isNumber = text.Rules.EpochUnit != EpochUnit.ByDigits || digits is not (1 or 2 or 4 or 14);
        if (isNumber && DigitForms.IsFraction(text, utf8.Length))
        {
            return DigitForms.ReadFraction(utf8, text);
        }

        return EpochForms.HasExponent(utf8) ? EpochForms.ReadText(utf8, text) : ReadDated(ref text);
    }

    /// <summary>Reads a text that begins with a date, which a weekday may precede.</summary>
    public static ParseResult<Instant> ReadDated(ref TimestampText text)
    {
        if (!TimestampText.IsLetter(text.Current))
        {
            return ReadNumberFirst(ref text);
        }

        if (!EnglishNames.TryTakeWeekday(ref text, out var weekday))
        {
            return MonthNameForms.ReadMonthFirst(ref text);
        }

        text.Weekday = weekday;
        if (text.AtEnd)
        {
            return TimestampFailures.NoDate;
        }

        // RFC 5322 asks for no blank after the comma.
        if (!text.SkipWhiteSpace() && text.At(-1) != ',')
        {
            return TimestampFailures.Format;
        }

        return TimestampText.IsLetter(text.Current)
            ? MonthNameForms.ReadMonthFirst(ref text)
            : ReadNumberFirst(ref text);
    }

    private static ParseResult<Instant> ReadNumberFirst(ref TimestampText text)
    {
        var digits = text.CountDigits();
        var mark = text.At(digits);
        var hasDigitAfter = TimestampText.IsDigit(text.At(digits + 1));
        return digits switch
        {
            1 or 2 => mark switch
            {
                (byte)'/' or (byte)'.' or (byte)'-' when hasDigitAfter => NumericDates.ReadYearLast(ref text),
                (byte)':' when hasDigitAfter && !text.LeadingClock.IsWritten => TimeFirstForms.Read(ref text),
                _ => NumericDates.HasWhiteSpace(text) ? NumericDates.ReadYearLast(ref text)
                    : MonthNameForms.ReadDayFirst(ref text),
            },
            4 => mark switch
            {
                (byte)'-' => IsoDates.Read(ref text),
                (byte)'/' or (byte)'.' or (byte)':' when hasDigitAfter => NumericDates.ReadYearFirst(ref text),
                (byte)'W' or (byte)'w' => IsoWeekDates.Read(ref text),
                >= 0x80 => CjkDates.Read(ref text),
                _ => MonthNameForms.ReadYearFirst(ref text),
            },
            7 or 8 or 10 or 12 or 14 or 17 => CompactDates.Read(ref text),
            _ => TimestampFailures.Format,
        };
    }
}
