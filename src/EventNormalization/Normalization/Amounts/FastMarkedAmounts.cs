using System;

namespace EventNormalization.Normalization;

/// <summary>Reads a short number with a currency mark before or after it, with or without a blank between.</summary>
/// <remarks>
/// What has another form is left to <see cref="AmountGrammar"/>, which reads what is read here the same way.
/// </remarks>
internal static class FastMarkedAmounts
{
    /// <summary>Reads the whole text; false says nothing about it.</summary>
    /// <param name="text">At least one byte.</param>
    /// <param name="format">Decides between two readings.</param>
    /// <param name="rules">The client's currency and units.</param>
    /// <param name="money">The number and its mark, after success.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> text, NumberFormat format, CompiledAmountRules rules, out WrittenMoney money)
    {
        money = default;
        var isNegative = text[0] == '-';
        var number = isNegative ? text[1..] : text;
        var mark = CutBefore(ref number, rules) ?? CutAfter(ref number, rules);
        if (mark?.Currency is null || (isNegative && number.StartsWith((byte)'-'))
            || !FastAmounts.TryRead(number, format, hasCurrency: true, out var value))
        {
            return false;
        }

        money.Value = isNegative && value != 0 ? -value : value;
        money.Currency = mark.Currency;
        money.HasMark = true;
        return true;
    }

    /// <summary>Cuts a mark and a blank off; null if there is none to cut, and then nothing was cut.</summary>
    private static CurrencyMark? CutBefore(ref ReadOnlySpan<byte> text, CompiledAmountRules rules)
    {
        if (CurrencyMarks.FindBefore(text, rules) is not { } mark)
        {
            return null;
        }

        // The point of an abbreviation that touches the number could be that of a fraction.
        var hasBlank = AmountMarks.TryFindSpace(text[mark.Length..], out _, out var length);
        if (mark.EndsInPoint && !hasBlank)
        {
            return null;
        }

        text = text[(mark.Length + length)..];
        return mark;
    }

    private static CurrencyMark? CutAfter(ref ReadOnlySpan<byte> text, CompiledAmountRules rules)
    {
        var end = text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var after = text[end..];
        if (AmountMarks.TryFindSpace(after, out _, out var length))
        {
            after = after[length..];
        }

        text = text[..end];
        return CurrencyMarks.FindAfter(after, rules) is { } mark && mark.Length == after.Length ? mark : null;
    }
}
