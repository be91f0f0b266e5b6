namespace EventNormalization.Ingestion;

/// <summary>An object around records, as it stands in the envelope.</summary>
internal sealed class EnvelopeLevel
{
    /// <summary>The object around this one; null for the delivery itself.</summary>
    public required EnvelopeLevel? Outer { get; init; }

    /// <summary>Where it stands in the delivery; empty for the delivery itself.</summary>
    public required string Path { get; init; }

    /// <summary>The offset in the envelope at which it begins.</summary>
    public required int Start { get; init; }

    /// <summary>Its length in the envelope, in bytes; known once the delivery was expanded.</summary>
    public int Length { get; set; }

    /// <summary>Whether it is a decoded object, which is read together with the object around it.</summary>
    public required bool IsDecoded { get; init; }
}
