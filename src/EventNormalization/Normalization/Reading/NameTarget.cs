namespace EventNormalization.Normalization;

/// <summary>What a member's name means: a field, a place inside its object, both or neither.</summary>
internal readonly record struct NameTarget
{
    public static readonly NameTarget None = new() { Field = -1, Inside = FieldMap.Nowhere };

    /// <summary>The number of the field, or -1.</summary>
    public int Field { get; init; }

    /// <summary>Where the names inside the member's object are looked up.</summary>
    public int Inside { get; init; }

    /// <summary>Whether the name is the field's own, which wins over aliases.</summary>
    public bool IsOwnName { get; init; }
}
