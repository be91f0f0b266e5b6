using System.Diagnostics;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>One entry of a bulk operation. Equal when both members are.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly record struct BulkEntry
{
    /// <summary>Names an entry.</summary>
    /// <param name="key">Its key; there need be no entry with it.</param>
    /// <param name="applies">See <see cref="Applies"/>.</param>
    public BulkEntry(ContentHash key, bool applies) => (Key, Applies) = (key, applies);

    /// <summary>The key of the failed event.</summary>
    public ContentHash Key { get; }

    /// <summary>Whether the operation had something to do with it when it began.</summary>
    public bool Applies { get; }

    private string DebuggerDisplay => Key + (Applies ? "" : ", nothing to do");
}
