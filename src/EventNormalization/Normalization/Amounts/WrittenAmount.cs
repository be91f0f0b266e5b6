namespace EventNormalization.Normalization;

/// <summary>An amount as it is written: a number, and what stands beside it.</summary>
internal struct WrittenAmount
{
    public WrittenNumber Number { get; set; }

    /// <summary>The currency mark or the unit, if there is one.</summary>
    public CurrencyMark? Mark { get; set; }

    public bool HasSign { get; set; }

    public bool IsNegative { get; set; }

    public bool IsInParentheses { get; set; }

    public bool HasTrailingMinus { get; set; }
}
