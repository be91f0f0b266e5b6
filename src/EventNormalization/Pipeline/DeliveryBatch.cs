using System;
using System.Collections.Generic;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Deliveries that were read, on their way to the stores.</summary>
internal sealed class DeliveryBatch(DeliveryRecords records, IReadOnlyList<IdentificationResult> identified)
{
    /// <summary>The deliveries, expanded into records.</summary>
    public DeliveryRecords Records { get; } = records;

    /// <summary>The records.</summary>
    public ReadOnlyMemory<RawEvent> Raws { get; } = records.Records;

    /// <summary>The deliveries as received; none if they wait for their turn.</summary>
    public required ReadOnlyMemory<RawEvent> Deliveries { get; init; }

    /// <summary>The result of reading each record.</summary>
    public IReadOnlyList<IdentificationResult> Identified { get; } = identified;

    /// <summary>The index of the first delivery in the stream's batch.</summary>
    public int First { get; init; }

    /// <summary>The memory of a stream's deliveries; <see langword="null"/> if it is the caller's.</summary>
    public RawEventBatch? Memory { get; init; }

    /// <summary>Takes what is kept if something is not; <see langword="null"/> if nobody asks.</summary>
    public KeptResults? Kept { get; init; }

    /// <summary>Whether it is the end of a stream's batch.</summary>
    public bool IsLastPart => First + Deliveries.Length == Memory!.Events.Length;

    /// <summary>The same deliveries with other results of reading.</summary>
    public DeliveryBatch With(IReadOnlyList<IdentificationResult> results) =>
        new(Records, results) { Deliveries = Deliveries, First = First, Memory = Memory, Kept = Kept };

    /// <summary>Expands deliveries and reads their records.</summary>
    public static DeliveryBatch Identify(
        EventIdentifier identifier, ReadOnlyMemory<RawEvent> deliveries, KeptResults? kept)
    {
        var records = identifier.Expand(deliveries);
        return new DeliveryBatch(records, identifier.IdentifyBatch(records.Records.Span))
        {
            Deliveries = deliveries,
            Kept = kept,
        };
    }
}
