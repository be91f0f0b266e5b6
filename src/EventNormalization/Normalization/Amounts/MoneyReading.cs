using System;

namespace EventNormalization.Normalization;

/// <summary>Reads an amount with the currency that its own value names.</summary>
internal static class MoneyReading
{
    /// <summary>Reads a number, a text or a money object; returns why it cannot, or null after success.</summary>
    /// <param name="input">The value of the amount's member.</param>
    /// <param name="profile">The client's: its number format, its currency and its units count here.</param>
    /// <param name="money">What the value says, for <see cref="CurrencyResolution"/> and
    /// <see cref="AmountConversion"/>.</param>
    public static ParseFailure? Read(FieldInput input, ClientProfile profile, out WrittenMoney money)
    {
        money = default;
        switch (input.Kind)
        {
            case JsonKind.Text:
                return ReadText(input.Utf8, profile.Amount, out money);

            // The grammar of JSON's numbers is the part of ours in which the point is always the decimal mark.
            case JsonKind.Number:
                return ReadPlain(input.Utf8, NumberFormat.DecimalPoint, profile.Amount, out money);

            case JsonKind.Object:
                return MoneyObjects.Read(input.Utf8, profile.Amount, out money);

            default:
                return AmountFailures.Kind;
        }
    }

    /// <summary>Reads a text of at least one byte.</summary>
    public static ParseFailure? ReadText(ReadOnlySpan<byte> text, AmountRules rules, out WrittenMoney money) =>
        !text.IsEmpty && FastMarkedAmounts.TryRead(text, rules.NumberFormat, rules.Compiled, out money)
            ? null
            : ReadPlain(text, rules.NumberFormat, rules, out money);

    /// <summary>Reads what has no mark in most cases.</summary>
    public static ParseFailure? ReadPlain(
        ReadOnlySpan<byte> number, NumberFormat format, AmountRules rules, out WrittenMoney money)
    {
        money = default;
        if (FastAmounts.TryRead(number, format, hasCurrency: false, out var value))
        {
            var hasDollar = AmountParser.HasDollar(number);
            money = new WrittenMoney
            {
                Value = value,
                Currency = hasDollar ? Currencies.Dollar : null,
                HasMark = hasDollar,
            };
            return null;
        }

        if (IsPointDecimal(number, format) && FastDecimals.TryRead(number, out value))
        {
            money.Value = value;
            return null;
        }

        return AmountText.IsTooLong(number)
            ? AmountFailures.TooLong
            : AmountGrammar.Read(number, format, rules.Compiled, out money);
    }

    /// <summary>Whether a point is the decimal mark; only three digits after it can be a group.</summary>
    private static bool IsPointDecimal(ReadOnlySpan<byte> text, NumberFormat format) =>
        format is NumberFormat.Invariant or NumberFormat.DecimalPoint || text.Length < 4 || text[^4] != '.';
}
