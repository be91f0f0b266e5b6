using System;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A stored event in memory, without what can be recomputed.</summary>
/// <remarks>
/// The identity text of an event without further fields is the canonical JSON of its record, so it is not kept.
/// </remarks>
internal struct MemoryRow
{
    public required decimal Amount { get; init; }

    public required Instant Timestamp { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What only some events have; null for all others.</summary>
    public required MemoryRowExtras? Extras { get; init; }

    /// <summary>The number of its client, metric and currency.</summary>
    public required int Group { get; init; }

    /// <summary>Rebuilds the record.</summary>
    public required int Receipt { get; init; }

    /// <summary>Rebuilds the stored event.</summary>
    public required int Repeats { get; set; }
}
