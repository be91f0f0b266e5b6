namespace EventNormalization.Normalization;

/// <summary>A member of an object around a record that may be a field of it.</summary>
internal sealed class LevelMember
{
    public required NameTarget Target { get; init; }

    /// <summary>The value as it stands in the envelope.</summary>
    public required FoundValue Value { get; init; }

    /// <summary>Its number among what was found in the object.</summary>
    public required int Index { get; init; }

    /// <summary>Of a date, the zone in the same object.</summary>
    public LevelMember? Zone { get; set; }

    /// <summary>Where it stands in the delivery.</summary>
    public required string Path { get; init; }

    /// <summary>Whether a record may lack the field and inherit it from here.</summary>
    public required bool IsInherited { get; init; }
}
