namespace EventNormalization.Normalization;

/// <summary>A part of a reader's text memory.</summary>
internal readonly record struct TextSlice
{
    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>Whether it is known to have printed ASCII characters alone, no quote and no backslash.</summary>
    public bool IsPlain { get; init; }
}
