using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Keeps failed events in memory, for tests and for programs that need no durability.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class InMemoryFailedEventStore : IBulkOperationQueue
{
    private readonly Lock _lock = new();
    private readonly MemoryEnvelopes _envelopes = new();
    private readonly List<MemoryFailedEvent> _entries = [];
    private readonly Dictionary<ContentHash, MemoryFailedEvent> _entryOfKey = [];
    private readonly Dictionary<string, MemoryFailedCounts> _counts = new(StringComparer.Ordinal);
    private readonly SortedSet<(Instant Due, long Number)> _due = [];
    private readonly MemoryStepLog _steps = new();

    /// <inheritdoc/>
    public ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        foreach (var delivery in deliveries)
        {
            ArgumentNullException.ThrowIfNull(delivery, nameof(deliveries));
            delivery.Check();
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_steps.Find(appendId, QueueStepKind.Record, deliveries.Count) is null)
            {
                foreach (var delivery in deliveries)
                {
                    Record(delivery);
                }

                _steps.Add(appendId, new MemoryStep
                {
                    Kind = QueueStepKind.Record,
                    ItemCount = deliveries.Count,
                    At = deliveries.Count == 0 ? Instant.MinValue : deliveries.Max(delivery => delivery.ReceivedAt),
                });
            }
        }

        return ValueTask.CompletedTask;
    }

    private void Record(FailedDelivery delivery)
    {
        var key = delivery.ComputeKey();
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entryOfKey, key, out _);
        if (entry is null)
        {
            entry = new MemoryFailedEvent(_entries.Count + 1L, key, delivery, _envelopes.Keep(delivery.Part));
            _entries.Add(entry);
        }

        CountsOf(entry).ReceivedCount++;
        entry.LastReceivedAt = delivery.ReceivedAt;
        Take(entry, entry.Progress is { } before
            ? FailedTransitions.Record(before, delivery)
            : FailedTransitions.Begin(delivery));
        if (delivery.Uncertain is { } append)
        {
            entry.Uncertain.Add(append);
        }
    }

    /// <summary>Applies a transition to an entry, and updates what is derived from it.</summary>
    private void Take(MemoryFailedEvent entry, FailedTransition transition)
    {
        var counts = CountsOf(entry);
        if (entry.Progress is { } before)
        {
            counts.Counts -= before.Counts;
            if (before.DueAt is { } wasDue)
            {
                _due.Remove((wasDue, entry.Number));
            }
        }

        entry.Take(transition);
        counts.Counts += transition.Progress.Counts;
        if (transition.Progress.DueAt is { } due)
        {
            _due.Add((due, entry.Number));
        }
    }

    private MemoryFailedCounts CountsOf(MemoryFailedEvent entry)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _counts, entry.ClientId ?? FailedStatistics.UnknownClient, out _);
        return counts ??= new MemoryFailedCounts();
    }
}
