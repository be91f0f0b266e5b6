using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Testing;

/// <summary>The tester's own history, which never crashes, and the invariants over it and the stores.</summary>
/// <remarks>
/// I1 nothing lost, I2 what was acknowledged is durable, I3 counted once, I4 what waits is drained, I5 nothing that was
/// never sent, I6 bounded, I7 the same seed gives the same run (which is compared by whoever runs it twice).
/// </remarks>
internal sealed class SimLedger
{
    private readonly SimStores _stores;
    private readonly Dictionary<ReadOnlyMemory<byte>, RecordId?> _idOf;
    private readonly HashSet<RecordId> _ids;
    private readonly HashSet<ContentHash> _keys;
    private readonly HashSet<RecordId> _acknowledged = [];
    private readonly HashSet<ContentHash> _acknowledgedFailed = [];
    private readonly HashSet<RecordId> _accepted = [];
    private readonly Action<string> _note;
    private readonly int _seed;
    private string? _violation;
    private long _version;
    private long _acknowledgedCount;

    public SimLedger(SimStores stores, IReadOnlyList<ReadOnlyMemory<byte>> deliveries, SimRun run)
    {
        _stores = stores;
        _note = run.World.Note;
        _seed = run.Options.Seed;
        _idOf = deliveries.ToDictionary(
            utf8 => utf8, utf8 => run.Identifier.Identify(new RawEvent(utf8, run.Now)).Event?.Id);
        _ids = [.. _idOf.Values.OfType<RecordId>()];
        _keys = [.. deliveries.Select(utf8 => ContentHash.Of(utf8.Span))];
    }

    public int EventCount => _ids.Count;

    public long SentCount { get; private set; }

    public long DeferredCount { get; private set; }

    public long CheckCount { get; private set; }

    /// <summary>
    /// Remembers that a promise is broken, wherever it is seen: whoever sees it might swallow an exception.
    /// </summary>
    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _violation ??= otherwise;
        }
    }

    public void Send(IReadOnlyCollection<ReadOnlyMemory<byte>> batch) => SentCount += batch.Count;

    public void Acknowledge(IReadOnlyList<ReadOnlyMemory<byte>> batch, IReadOnlyList<IngestResult> results)
    {
        Require(batch.Count == results.Count, "I1: a batch has another number of answers");
        _acknowledgedCount += batch.Count;
        for (var i = 0; i < results.Count; i++)
        {
            _note(results[i].Outcome.ToString());
            Acknowledge(batch[i], results[i]);
        }
    }

    /// <summary>The equations over both stores, whenever one of them changed.</summary>
    public void CheckStep()
    {
        if (_stores.Version != _version)
        {
            _version = _stores.Version;
            CheckCount++;
            var conservation = _stores.ReadConservation();
            Require(conservation.Holds, $"I3: conservation does not hold ({conservation})");
            Require(
                conservation.ReceivedCount <= SentCount + conservation.Failed.Uncertain,
                FormattableString.Invariant($"I5: {conservation.ReceivedCount} received of {SentCount} sent"));
        }

        if (_violation is not null)
        {
            throw new SimulationException(_seed, _violation);
        }
    }

    /// <summary>
    /// All that can be recounted: what is stored, how often, in which totals, and what was acknowledged.
    /// </summary>
    public void CheckAll()
    {
        CheckCount++;
        var stored = SimStores.All(_stores.Events.Store.QueryAsync(EventQuery.All));
        var ids = stored.Select(item => item.Event.Id).ToHashSet();
        Require(ids.Count == stored.Count, "I3: an event is stored twice");
        Require(ids.IsSubsetOf(_ids), "I5: an event is stored that was never sent");
        Require(_acknowledged.IsSubsetOf(ids), "I2: an event was acknowledged and is not stored");
        Require(
            stored.All(item => _keys.Contains(ContentHash.Of(item.Event.Raw.Span))),
            "I5: raw bytes are stored that were never sent");
        var statistics = SimStores.All(_stores.Events.Store.ReadStatisticsAsync());
        Require(statistics.Sum(client => client.AcceptedCount) == stored.Count,
            "I3: accepted is not the number of events");
        Require(
            statistics.Sum(client => client.AcceptedCount + client.DuplicateCount)
                == stored.Sum(item => item.Occurrences),
            "I3: accepted and duplicates are not the occurrences");
        var totals = SimDisk<object>.Now(_stores.Events.Store.ReadTotalsAsync(Grouped)).Select(TotalsText.Of);
        Require(totals.SequenceEqual(Recounted(stored), StringComparer.Ordinal),
            "I3: the totals are not those of a recount");
        CheckFailed();
    }

    /// <summary>What is left when everything works again and time was given.</summary>
    public void CheckEnd(IReadOnlyList<string> expected, int rejectedCount)
    {
        CheckAll();
        var conservation = _stores.ReadConservation();
        Require(_stores.IsAtRest, $"I4: something still waits ({conservation}, {conservation.Failed})");
        Require(
            conservation.ReceivedCount >= _acknowledgedCount && conservation.ReceivedCount <= SentCount,
            FormattableString.Invariant(
                $"I3: {conservation.ReceivedCount} received, {_acknowledgedCount} acknowledged, {SentCount} sent"));
        Require(
            Contents(_stores.Events.Store).SequenceEqual(expected, StringComparer.Ordinal),
            "I1: events and totals are not those of a run without faults");
        var rejected = SimStores.All(_stores.Failed.Store.QueryAsync(FailedEventQuery.All))
            .Count(entry => entry.State == FailedEventState.Rejected);
        Require(rejected == rejectedCount,
            FormattableString.Invariant($"I1: {rejected} rejected, {rejectedCount} are broken"));
    }

    /// <summary>The ids of all events, and all totals, as texts.</summary>
    public static List<string> Contents(InMemoryEventStore store) =>
    [
        .. SimStores.All(store.QueryAsync(EventQuery.All)).Select(item => item.Event.Id.ToString())
            .Order(StringComparer.Ordinal),
        .. SimDisk<object>.Now(store.ReadTotalsAsync(Grouped)).Select(TotalsText.Of),
        .. SimDisk<object>.Now(store.ReadTotalsAsync(ByHour)).Select(TotalsText.Of),
    ];

    private static TotalsQuery Grouped { get; } =
        new() { GroupBy = [GroupKey.ClientId, GroupKey.Metric, GroupKey.Field("currency")] };

    private static TotalsQuery ByHour { get; } = new() { GroupBy = [GroupKey.Hour, GroupKey.Field("currency")] };

    private void Acknowledge(ReadOnlyMemory<byte> utf8, IngestResult result)
    {
        var id = _idOf[utf8];
        var key = ContentHash.Of(utf8.Span);
        switch (result.Outcome)
        {
            case IngestOutcome.Accepted or IngestOutcome.Duplicate:
                Require(result.Id == id, "I1: an answer is about another event");
                Require(
                    result.Id is { } told && SimDisk<object>.Now(_stores.Events.Store.FindAsync(told)) is not null,
                    $"I1: {result.Outcome} was answered for an event that is not stored");
                Require(
                    result.Outcome == IngestOutcome.Duplicate || (id is { } known && _accepted.Add(known)),
                    "I3: an event was accepted twice");
                _acknowledged.Add(result.Id.GetValueOrDefault());
                break;
            case IngestOutcome.Rejected or IngestOutcome.Deferred:
                DeferredCount += result.Outcome == IngestOutcome.Deferred ? 1 : 0;
                Require(
                    result.Outcome == IngestOutcome.Deferred || id is null,
                    "I1: an event that can be understood was rejected");
                Require(
                    SimDisk<object>.Now(_stores.Failed.Store.FindAsync(key)) is not null,
                    $"I1: {result.Outcome} was answered for a delivery that is not kept");
                _acknowledgedFailed.Add(key);
                break;
            case IngestOutcome.Conflict:
                Require(false, "I1: a conflict was answered, though no client sends keys");
                break;
            default:
                throw new SimulationException(_seed, $"I1: {result.Outcome} was answered, which is no outcome.");
        }
    }

    private void CheckFailed()
    {
        var entries = SimStores.All(_stores.Failed.Store.QueryAsync(FailedEventQuery.All));
        var keys = entries.Select(entry => entry.Key).ToHashSet();
        Require(keys.IsSubsetOf(_keys), "I5: a failed event is kept that was never sent");
        Require(_acknowledgedFailed.IsSubsetOf(keys), "I2: a failed event was acknowledged and is not kept");
    }

    private static IEnumerable<string> Recounted(List<StoredEvent> stored)
    {
        var fold = new TotalsFold(Grouped);
        foreach (var item in stored)
        {
            fold.Add(item.Event.Record, item.Event.Id, item.Event.Raw);
        }

        return fold.ToGroups().Select(TotalsText.Of);
    }
}
