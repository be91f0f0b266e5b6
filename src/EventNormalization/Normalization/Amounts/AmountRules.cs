namespace EventNormalization.Normalization;

/// <summary>How the texts of amounts are read.</summary>
public sealed record AmountRules
{
    /// <summary>JSON's own convention.</summary>
    public static readonly AmountRules Default = new();

    /// <summary>Which reading a text takes that has two, such as <c>1,200</c> and <c>1.200</c>.</summary>
    public NumberFormat NumberFormat { get; init; } = NumberFormat.Invariant;
}
