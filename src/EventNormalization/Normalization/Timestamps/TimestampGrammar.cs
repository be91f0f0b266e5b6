using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Chooses the one family of forms that a text can belong to, by its first bytes.</summary>
internal static class TimestampGrammar
{
    /// <summary>Reads any text.</summary>
    public static ParseResult<Instant> Read(ReadOnlySpan<byte> utf8, TimestampRules rules)
    {
        var text = new TimestampText(utf8, rules);
        if (text.CountDigits() == utf8.Length)
        {
            return DigitForms.Read(utf8, rules);
        }

        if ((rules.EpochUnit != EpochUnit.ByDigits || text.CountDigits() == 12)
            && DigitForms.IsFraction(ref text, utf8.Length))
        {
            return DigitForms.ReadFraction(utf8, rules);
        }

        return text.Current switch
        {
            (byte)'[' => LogBrackets.Read(utf8, rules),
            (byte)'/' or (byte)'\\' => DateConstructor.Read(ref text),
            (byte)'-' or (byte)'+' => EpochForms.ReadText(utf8, rules.EpochUnit),
            _ => IsEpochFraction(ref text) ? EpochForms.ReadText(utf8, rules.EpochUnit) : ReadDated(ref text),
        };
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

        if (!text.SkipBlanks())
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
                (byte)':' when hasDigitAfter => TimestampFailures.NoDate,
                _ => MonthNameForms.ReadDayFirst(ref text),
            },
            4 => mark switch
            {
                (byte)'-' => IsoDates.Read(ref text),
                (byte)'/' or (byte)'.' or (byte)':' when hasDigitAfter => NumericDates.ReadYearFirst(ref text),
                (byte)'W' or (byte)'w' => IsoWeekDates.Read(ref text),
                (byte)'/' or (byte)' ' => MonthNameForms.ReadYearFirst(ref text),
                _ => CjkDates.Read(ref text),
            },
            7 or 8 or 14 or 17 => CompactDates.Read(ref text),
            _ => TimestampFailures.Format,
        };
    }

    private static bool IsEpochFraction(ref TimestampText text)
    {
        var digits = text.CountDigits();
        return digits is > 2 and not 4 and not 14 && text.At(digits) == '.';
    }
}
