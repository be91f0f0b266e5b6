using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Deliveries that were read, on their way to the stores.</summary>
internal sealed class DeliveryBatch(ReadOnlyMemory<RawEvent> raws, IReadOnlyList<IdentificationResult> identified)
{
    /// <summary>The deliveries.</summary>
    public ReadOnlyMemory<RawEvent> Raws { get; } = raws;

    /// <summary>What each delivery means.</summary>
    public IReadOnlyList<IdentificationResult> Identified { get; } = identified;

    /// <summary>Where in the stream's batch they begin.</summary>
    public int First { get; init; }

    /// <summary>The memory of a stream's deliveries; <see langword="null"/> if it is the caller's.</summary>
    public RawEventBatch? Memory { get; init; }
}
