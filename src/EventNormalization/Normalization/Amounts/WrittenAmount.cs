namespace EventNormalization.Normalization;

/// <summary>An amount as it is written: a number, and what stands beside it.</summary>
internal struct WrittenAmount
{
    public WrittenNumber Number { get; set; }

    /// <summary>The currency mark, if there is one.</summary>
    public CurrencyMark? Mark { get; set; }

    public bool HasSign { get; set; }

    public bool IsNegative { get; set; }

    /// <summary>Whether the number is in parentheses or has a minus behind it.</summary>
    public bool IsLedger { get; set; }
}
