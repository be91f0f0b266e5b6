namespace EventNormalization.Normalization;

/// <summary>What is worked out of <see cref="AmountRules"/> before the first event.</summary>
internal sealed class CompiledAmountRules
{
    public CompiledAmountRules(AmountRules rules)
    {
        Rules = rules;
        Currency = rules.Currency is null ? null : Currencies.Find(rules.Currency);
        PlainNeedsNoSettling = Currency is null && rules is
        {
            Unit: AmountUnit.AsWritten, Scale: null or 0, SignFrom: null, Negate: false,
        };
    }

    public AmountRules Rules { get; }

    /// <summary>The profile's currency, if it has one.</summary>
    public Currency? Currency { get; }

    /// <summary>
    /// Whether a number without a mark, beside no member that states a currency, is the amount of a record without
    /// one.
    /// </summary>
    public bool PlainNeedsNoSettling { get; }
}
