namespace EventNormalization.Ingestion;

/// <summary>An object around records, as it stands in the envelope.</summary>
internal sealed class EnvelopeLevel
{
    /// <summary>The object around this one; null for the delivery itself.</summary>
    public required EnvelopeLevel? Outer { get; init; }

    /// <summary>Where it stands in the delivery; empty for the delivery itself.</summary>
    public required string Path { get; init; }

    /// <summary>Where it begins in the envelope.</summary>
    public required int Start { get; init; }

    /// <summary>How many bytes it has there; known once the delivery was taken apart.</summary>
    public int Length { get; set; }

    /// <summary>Whether it is a decoded object, which is read together with the object around it.</summary>
    public required bool IsDecoded { get; init; }
}
