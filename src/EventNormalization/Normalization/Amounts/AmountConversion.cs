using System;

namespace EventNormalization.Normalization;

/// <summary>
/// From the number that is written to the amount that is meant: scaled, signed, turned, in this order.
/// </summary>
/// <param name="rules">The profile's.</param>
internal readonly struct AmountConversion(CompiledAmountRules rules)
{
    private const int ScaleMax = 28;

    private readonly CompiledAmountRules _rules = rules;

    /// <summary>Returns why there is no amount, a failure of the field <c>amount</c>; null after success.</summary>
    /// <param name="money">What the amount's value says.</param>
    /// <param name="currency">The record's currency.</param>
    /// <param name="word">What the member of the profile's <see cref="AmountRules.SignFrom"/> says.</param>
    /// <param name="amount">The amount, after success.</param>
    public ParseFailure? Settle(in WrittenMoney money, ResolvedCurrency currency, SignWord word, out decimal amount)
    {
        var failure = Scale(money, currency, out amount) ?? Sign(word, ref amount);
        if (failure is null && _rules.Rules.Negate)
        {
            amount = Negated(amount);
        }

        return failure;
    }

    /// <summary>Takes the first step alone.</summary>
    public ParseFailure? Scale(in WrittenMoney money, ResolvedCurrency currency, out decimal amount)
    {
        amount = money.Value;
        if (_rules.Rules.Unit == AmountUnit.Minor)
        {
            return ScaleMinor(money, currency.Known, ref amount);
        }

        return _rules.Rules.Scale is { } digits ? Shift(digits, ref amount)
            : money.MayBeMinor ? UnclearUnit(amount, currency.Known)
            : null;
    }

    /// <summary>The refusal of a number that may be in either unit, with both readings where they are known.</summary>
    private ParseFailure UnclearUnit(decimal amount, Currency? currency)
    {
        var shifted = amount;
        var digits = currency is null ? -1 : _rules.MinorDigitsOf(currency);
        return digits > 0 && Shift(digits, ref shifted) is null && shifted != amount
            ? AmountFailures.TwoUnits(amount, shifted)
            : AmountFailures.UnclearUnit;
    }

    private ParseFailure? ScaleMinor(in WrittenMoney money, Currency? currency, ref decimal amount)
    {
        if (money.HasMark || !decimal.IsInteger(amount))
        {
            return AmountFailures.NoMinorUnits;
        }

        var digits = currency is null ? -1 : _rules.MinorDigitsOf(currency);
        return digits < 0 ? AmountFailures.UnknownMinorUnit : Shift(digits, ref amount);
    }

    private ParseFailure? Sign(SignWord word, ref decimal amount)
    {
        if (_rules.Signs is null)
        {
            return null;
        }

        switch (word)
        {
            case SignWord.Positive:
                return null;
            case SignWord.Negative when amount < 0:
                return AmountFailures.SignedTwice;
            case SignWord.Negative:
                amount = Negated(amount);
                return null;
            default:
                return _rules.Signs.Failure;
        }
    }

    /// <summary>Moves the decimal mark to the left, exactly.</summary>
    private static ParseFailure? Shift(int digits, ref decimal amount)
    {
        var bits = DecimalBits.Of(amount);
        var coefficient = new UInt128(bits.High, bits.Low);
        var scale = bits.Scale + digits;
        while (scale > ScaleMax && coefficient != 0)
        {
            var (quotient, rest) = UInt128.DivRem(coefficient, 10);
            if (rest != 0)
            {
                return AmountFailures.Precision;
            }

            coefficient = quotient;
            scale--;
        }

        unchecked
        {
            var low = (ulong)coefficient;
            amount = new decimal(
                (int)low,
                (int)(low >> 32),
                (int)(uint)(coefficient >> 64),
                bits.IsNegative,
                (byte)Math.Min(scale, ScaleMax));
        }

        return null;
    }

    private static decimal Negated(decimal amount) => amount == 0 ? amount : -amount;
}
