using System.Collections.Generic;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>What a selection remembers of an entry that it could not lease; not its bytes.</summary>
internal readonly struct HeldEntry(FailedEvent entry)
{
    public ContentHash Key { get; } = entry.Key;

    /// <summary>When the lease of its holder ends; null if nobody has it.</summary>
    public Instant? HeldUntil { get; } = entry.Progress.Lease?.Until;

    public long Deliveries { get; } = entry.Progress.Counts.Deferred;

    public IReadOnlyList<FieldError> Reasons { get; } = entry.Reasons;
}
