namespace EventNormalization.Normalization;

/// <summary>The currency of a record. <c>default</c> is none.</summary>
internal readonly struct ResolvedCurrency
{
    public ResolvedCurrency(Currency? known) =>
        Known = known;

    private ResolvedCurrency(bool isOther) =>
        IsOther = isOther;

    /// <summary>The text of the member that stated it, which the caller has.</summary>
    public static ResolvedCurrency Other => new(isOther: true);

    /// <summary>The currency or the shared mark; null if there is none, or one that no table has.</summary>
    public Currency? Known { get; }

    /// <summary>Whether the record's currency is the text that the member states.</summary>
    public bool IsOther { get; }
}
