using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A stored event in memory, without what can be computed anew.</summary>
/// <remarks>
/// The identity text of an event without further fields is the canonical JSON of its record, so it is not kept.
/// </remarks>
internal struct MemoryRow
{
    public required string ClientId { get; init; }

    public required string Metric { get; init; }

    public required string? Currency { get; init; }

    public required decimal Amount { get; init; }

    public required Instant Timestamp { get; init; }

    public required Instant FirstReceivedAt { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required string RulesFingerprint { get; init; }

    /// <summary>What plain events have not; null for them.</summary>
    public required MemoryRowExtras? Extras { get; init; }

    public required long Occurrences { get; set; }

    /// <summary>The record, made anew.</summary>
    public readonly NormalizedEvent ToRecord() => new()
    {
        ClientId = ClientId,
        Metric = Metric,
        Currency = Currency,
        Amount = Amount,
        Timestamp = Timestamp,
        Fields = Extras?.Fields ?? [],
    };

    /// <summary>The event as the store hands it out.</summary>
    public readonly StoredEvent ToStoredEvent(EventId id, EventPosition position)
    {
        var record = ToRecord();
        return new StoredEvent
        {
            Position = position,
            Occurrences = Occurrences,
            Event = new IdentifiedEvent
            {
                Id = id,
                Record = record,
                IdentityUtf8 = Extras?.IdentityUtf8 ?? RecordJson.Write(record),
                Raw = Raw,
                Part = Extras?.Part,
                Context = Extras?.Context ?? EventContext.Empty,
                ReceivedAt = FirstReceivedAt,
                ClientKey = Extras?.ClientKey,
                RulesFingerprint = RulesFingerprint,
            },
        };
    }
}
