namespace EventNormalization.Normalization;

/// <summary>What the member beside an amount says of its currency. <c>default</c> says nothing.</summary>
internal readonly struct StatedCurrency
{
    /// <summary>A currency or a shared mark that is known.</summary>
    public StatedCurrency(Currency known) =>
        Known = known;

    private StatedCurrency(bool isOther) =>
        IsOther = isOther;

    /// <summary>A text that is a currency of its own; the caller has the text.</summary>
    public static StatedCurrency Other => new(isOther: true);

    /// <summary>The currency; null if there is none, or one of its own.</summary>
    public Currency? Known { get; }

    /// <summary>Whether it is a currency that no table has.</summary>
    public bool IsOther { get; }
}
