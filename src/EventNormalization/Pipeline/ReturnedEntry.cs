using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>An open entry that a delivery of a batch belongs to.</summary>
internal readonly struct ReturnedEntry(ContentHash key, bool isInConflict)
{
    public ContentHash Key { get; } = key;

    /// <summary>Whether it is to be reopened after the append, if that stores the delivery.</summary>
    public bool IsInConflict { get; } = isInConflict;
}
