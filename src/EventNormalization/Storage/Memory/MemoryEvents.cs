using System;
using System.Collections.Generic;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The stored events by their numbers, from 0 in the order in which they were stored.</summary>
/// <remarks>
/// What events share is kept once, and what only those have that were delivered again is kept for them alone. Not
/// thread-safe.
/// </remarks>
internal sealed class MemoryEvents
{
    private readonly ChunkedList<MemoryRow> _rows = new(12);
    private readonly ChunkedList<MemoryReceipt> _receipts = new(8);
    private readonly ChunkedList<MemoryRepeats> _repeats = new(9);
    private readonly MemoryEnvelopes _envelopes = new();
    private readonly ByteLog _bytes = new();
    private readonly MemorySpellings _spellings;

    public MemoryEvents() => _spellings = new MemorySpellings(_bytes);

    public int Count => _rows.Count;

    /// <summary>By client, metric and currency.</summary>
    public MemoryGroups Groups { get; } = new();

    public ref readonly MemoryRow this[int index] => ref _rows[index];

    /// <summary>Stores a new event.</summary>
    public void Add(AppendId append, AppendItem item, MemoryClient client)
    {
        var identified = item.Event;
        _rows.Add(new MemoryRow
        {
            Amount = identified.Record.Amount,
            Timestamp = identified.Record.Timestamp,
            Raw = _bytes.Add(identified.Raw.Span),
            Extras = ToExtras(identified),
            Group = Groups.Add(client, identified.Record),
            Receipt = ReceiptOf(append, identified),
            Repeats = item.Deliveries == 1 ? 0 : NewRepeats(item.Deliveries, identified.ReceivedAt),
        });
    }

    /// <summary>Counts further deliveries of a stored event; returns how many there have been.</summary>
    public long AddDuplicate(int index, AppendItem item, SpellingRetention retention)
    {
        ref var row = ref _rows[index];
        if (row.Repeats == 0)
        {
            row.Repeats = NewRepeats(1, FirstReceivedAt(index));
        }

        ref var repeats = ref _repeats[row.Repeats - 1];
        repeats.Occurrences += item.Deliveries;
        repeats.LastReceivedAt = Instant.Max(repeats.LastReceivedAt, item.Event.ReceivedAt);
        var raw = item.Event.Raw.Span;
        if (retention == SpellingRetention.Keep && !raw.SequenceEqual(row.Raw.Span))
        {
            _spellings.Add(ref repeats.Spellings, raw, item.Deliveries);
        }

        return repeats.Occurrences;
    }

    public long OccurrencesOf(int index) =>
        _rows[index].Repeats is var number and > 0 ? _repeats[number - 1].Occurrences : 1;

    public Instant FirstReceivedAt(int index) => _receipts[_rows[index].Receipt].ReceivedAt;

    public Instant LastReceivedAt(int index) =>
        _rows[index].Repeats is var number and > 0 ? _repeats[number - 1].LastReceivedAt : FirstReceivedAt(index);

    public IReadOnlyList<ReadOnlyMemory<byte>> SpellingsOf(int index) => _spellings.KeptOf(ChainOf(index));

    /// <summary>Adds the amounts of the events within the bounds of time to the summaries of their groups.</summary>
    public void AddAmounts(int start, int end, PredicateScope scope, Span<DecimalSummary> ofGroups)
    {
        for (var index = start; index < end; index++)
        {
            ref readonly var row = ref _rows[index];
            if (scope.IsWithinBounds(row.Timestamp))
            {
                ofGroups[row.Group].Add(row.Amount);
            }
        }
    }

    /// <summary>The record, made again.</summary>
    public NormalizedEvent ToRecord(int index)
    {
        ref readonly var row = ref _rows[index];
        ref readonly var group = ref Groups[row.Group];
        return new NormalizedEvent
        {
            ClientId = group.ClientId,
            Metric = group.Metric,
            Currency = group.Currency,
            Amount = row.Amount,
            Timestamp = row.Timestamp,
            Fields = row.Extras?.Fields ?? [],
        };
    }

    /// <summary>The event as the store hands it out.</summary>
    public StoredEvent ToStoredEvent(int index, RecordId id)
    {
        var chain = ChainOf(index);
        return new StoredEvent
        {
            Position = new EventPosition(0, index + 1L, 0),
            Occurrences = OccurrencesOf(index),
            LastReceivedAt = LastReceivedAt(index),
            FirstAppend = _receipts[_rows[index].Receipt].Append,
            SpellingCount = _spellings.CountOf(chain),
            OtherSpellingCount = chain.OtherCount,
            Event = ToIdentified(index, id),
        };
    }

    private IdentifiedEvent ToIdentified(int index, RecordId id)
    {
        ref readonly var row = ref _rows[index];
        var extras = row.Extras;
        return new IdentifiedEvent(
            ToRecord(index),
            new RawEvent(row.Raw, FirstReceivedAt(index))
            {
                Part = extras?.Part,
                Context = extras?.Context ?? EventContext.Empty,
                IsMasked = extras is { IsMasked: true },
            },
            _receipts[row.Receipt].Rules,
            extras?.IdentityUtf8 is { } identity
                ? IdentifiedEvent.KnownIdentity.OfText(id, identity, extras.ClientKey)
                : IdentifiedEvent.KnownIdentity.OfRecord(id, extras?.ClientKey));
    }

    private SpellingChain ChainOf(int index) =>
        _rows[index].Repeats is var number and > 0 ? _repeats[number - 1].Spellings : default;

    private int NewRepeats(long occurrences, Instant receivedAt) =>
        1 + _repeats.Add(new MemoryRepeats { Occurrences = occurrences, LastReceivedAt = receivedAt });

    /// <summary>The number of what the event shares with those that came with it.</summary>
    private int ReceiptOf(AppendId append, IdentifiedEvent identified)
    {
        var receipt = new MemoryReceipt(append, identified.RulesFingerprint, identified.ReceivedAt);
        return _receipts.Count > 0 && _receipts[^1] == receipt
            ? _receipts.Count - 1
            : _receipts.Add(receipt);
    }

    private MemoryRowExtras? ToExtras(IdentifiedEvent item)
    {
        if (item.IdentityIsRecord && item.ClientKey is null && item.Record.Fields.IsEmpty && item.Part is null
            && item.Context.IsEmpty && !item.IsMasked)
        {
            return null;
        }

        var identity = item.IdentityIsRecord ? default(ReadOnlyMemory<byte>?) : item.IdentityUtf8.ToArray();
        return new MemoryRowExtras(item.Record.Fields, identity, item.ClientKey)
        {
            Part = _envelopes.Keep(item.Part),
            Context = item.Context,
            IsMasked = item.IsMasked,
        };
    }
}
