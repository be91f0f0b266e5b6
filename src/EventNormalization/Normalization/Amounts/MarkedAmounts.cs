using System;

namespace EventNormalization.Normalization;

/// <summary>Reads a short number with a currency mark before or behind it, with or without a blank between.</summary>
/// <remarks>
/// What has another form is left to <see cref="AmountGrammar"/>, which reads what is read here the same way.
/// </remarks>
internal static class MarkedAmounts
{
    /// <summary>Reads the whole text; false says nothing about it.</summary>
    /// <param name="text">At least one byte.</param>
    /// <param name="format">Decides between two readings.</param>
    /// <param name="value">The amount, after success.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, NumberFormat format, out decimal value)
    {
        value = default;
        var isNegative = text[0] == '-';
        var number = isNegative ? text[1..] : text;
        if ((!TryCutBefore(ref number) && !TryCutBehind(ref number)) || (isNegative && number.StartsWith((byte)'-')))
        {
            return false;
        }

        if (!ShortAmounts.TryRead(number, format, hasCurrency: true, out value))
        {
            return false;
        }

        value = isNegative && value != 0 ? -value : value;
        return true;
    }

    /// <summary>Cuts a mark and a blank off; false if there is none to cut, and then nothing was cut.</summary>
    private static bool TryCutBefore(ref ReadOnlySpan<byte> text)
    {
        if (CurrencyMarks.FindBefore(text) is not { } mark)
        {
            return false;
        }

        // The point of an abbreviation that touches the number could be that of a fraction.
        var hasBlank = AmountMarks.TryFindBlank(text[mark.Length..], out _, out var length);
        if (mark.EndsInPoint && !hasBlank)
        {
            return false;
        }

        text = text[(mark.Length + length)..];
        return true;
    }

    private static bool TryCutBehind(ref ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var behind = text[end..];
        if (AmountMarks.TryFindBlank(behind, out _, out var length))
        {
            behind = behind[length..];
        }

        text = text[..end];
        return CurrencyMarks.FindBehind(behind) is { } mark && mark.Length == behind.Length;
    }
}
