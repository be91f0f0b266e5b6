namespace EventNormalization.Pipeline;

/// <summary>How many deliveries had an outcome, under the outcome's name.</summary>
/// <remarks>Immutable.</remarks>
public sealed class OutcomeCount
{
    /// <summary>The name of the count in reports: lower-case ASCII letters, such as <c>duplicates</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many; at least 0.</summary>
    public required long Count { get; init; }
}
