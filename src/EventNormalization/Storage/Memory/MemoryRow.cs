using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A stored event in memory, without what can be recomputed.</summary>
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

    public required RulesFingerprint RulesFingerprint { get; init; }

    /// <summary>What only some events have; null for all others.</summary>
    public required MemoryRowExtras? Extras { get; init; }

    public required AppendId FirstAppend { get; init; }

    public required long Occurrences { get; set; }

    public required Instant LastReceivedAt { get; set; }

    /// <summary>Rebuilds the record.</summary>
    public readonly NormalizedEvent ToRecord() => new()
    {
        ClientId = ClientId,
        Metric = Metric,
        Currency = Currency,
        Amount = Amount,
        Timestamp = Timestamp,
        Fields = Extras?.Fields ?? [],
    };

    /// <summary>Rebuilds the stored event.</summary>
    public readonly StoredEvent ToStoredEvent(RecordId id, EventPosition position, MemorySpellings? spellings) => new()
    {
        Position = position,
        Occurrences = Occurrences,
        LastReceivedAt = LastReceivedAt,
        FirstAppend = FirstAppend,
        SpellingCount = spellings?.Kept.Count ?? 0,
        OtherSpellingCount = spellings?.OtherCount ?? 0,
        Event = new IdentifiedEvent(
            ToRecord(),
            new RawEvent(Raw, FirstReceivedAt)
            {
                Part = Extras?.Part,
                Context = Extras?.Context ?? EventContext.Empty,
            },
            RulesFingerprint,
            Extras?.IdentityUtf8 is { } identity
                ? IdentifiedEvent.KnownIdentity.OfText(id, identity, Extras.ClientKey)
                : IdentifiedEvent.KnownIdentity.OfRecord(id, Extras?.ClientKey)),
    };
}
