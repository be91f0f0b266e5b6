using System;

namespace EventNormalization.Normalization;

/// <summary>Reads the digits of a number with the marks between them, and the exponent.</summary>
internal static class NumberReader
{
    // Beyond any power of ten that 64 digits can bring back into range.
    private const int ExponentMax = 1_000;

    public static bool TryRead(ref AmountText text, out WrittenNumber number)
    {
        number = new WrittenNumber { First = text.TakeDigits() };
        while (AmountMarks.TryTakeNumberMark(ref text, out var mark))
        {
            if (!number.TryAdd(mark, text.TakeDigits()))
            {
                return text.Fail(AmountFailures.Groups);
            }
        }

        if (text.Digits.IsEmpty)
        {
            return false;
        }

        number.StartsWithZero = text.Digits[0] == 0;
        return (text.Current | 0x20) != 'e' || TryReadExponent(ref text, ref number);
    }

    /// <summary>Reads an exponent, unless the letter begins something else.</summary>
    private static bool TryReadExponent(ref AmountText text, ref WrittenNumber number)
    {
        var start = text.Position;
        text.Position++;
        var isSigned = AmountMarks.TryTakeSign(ref text, out var isNegative);
        var exponent = 0;
        var count = 0;
        for (; text.TryTakeDigit(out var digit); count++)
        {
            exponent = Math.Min(ExponentMax, (10 * exponent) + digit);
        }

        if (count == 0)
        {
            text.Position = start;
            return true;
        }

        number.HasExponent = true;
        number.Exponent = isSigned && isNegative ? -exponent : exponent;

        // All other marks group, and no tool writes groups and an exponent.
        var mayBePlain = number.Mark is NumberMark.None or NumberMark.Comma or NumberMark.Point
            or NumberMark.ArabicDecimal;
        return (mayBePlain && number is { OtherMark: NumberMark.None, Marks: <= 1 })
            || text.Fail(AmountFailures.PlainExponent);
    }
}
