namespace EventNormalization.Ingestion;

/// <summary>What the records of one array, or the one record of a decoded text, have in common.</summary>
internal sealed class EnvelopeFrame
{
    /// <summary>The envelope; null where the array is the whole delivery.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>Where the array or the text stands in the delivery.</summary>
    public required string Path { get; init; }

    /// <summary>The innermost object around; null if there is none.</summary>
    public EnvelopeLevel? Level { get; set; }

    /// <summary>How many objects and arrays are open around a record.</summary>
    public int Depth { get; set; }

    /// <summary>Whether a record is a decoded object, which is read together with the object around it.</summary>
    public bool IsDecoded { get; set; }

    /// <summary>Whether a record is one member of a spread object: its name and its value.</summary>
    public bool IsSpread { get; set; }

    /// <summary>Whether it comes from a store, so that its level is not known yet.</summary>
    public bool IsStored { get; init; }
}
