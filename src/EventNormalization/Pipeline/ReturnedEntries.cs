using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Settles failed events whose bytes came again and are stored now.</summary>
/// <remarks>
/// <para>Before the append, entries that are rejected or parked are reopened: the bytes are understood now. Those in
/// conflict are reopened after it, since most meet their conflict again. After it, all are retried like a worker does
/// it: leased, appended under their own name, which finds a duplicate, and settled. So a crash in between leaves an
/// entry that the next retry settles, and every step leaves the equations of <see cref="Conservation"/> true.</para>
/// <para>A failure of either store in here costs nothing but the settlement, which a retry makes up for.</para>
/// <para>Which keys have an entry is known from a filter in memory, which is brought up to date before each batch;
/// while there are no failed events, no bytes are hashed. Thread-safe.</para>
/// </remarks>
internal sealed class ReturnedEntries
{
    private const int KeyCountMax = 10_000;

    /// <summary>How often a batch is leased: to resolve appends, to retry, and again after a name was void.</summary>
    private const int RoundCountMax = 4;

    private const string Note = "its bytes came again and are understood";

    private readonly EventIdentifier _identifier;
    private readonly IEventAppender _events;
    private readonly IFailedEventQueue _queue;
    private readonly RetryWorkerOptions _options;
    private readonly RetryQueueSteps _steps;
    private readonly Lock _lock = new();
    private readonly FailedKeyFilter _filter = new();
    private long _lastNumber;

    public ReturnedEntries(
        EventIdentifier identifier, IEventAppender events, IFailedEventQueue queue, EventPipelineOptions options)
    {
        (_identifier, _events, _queue) = (identifier, events, queue);
        _options = new RetryWorkerOptions
        {
            Time = options.Time,
            By = "pipeline",
            Masking = options.Masking,
        };
        _steps = new RetryQueueSteps(queue, _options);
    }

    /// <summary>No entries.</summary>
    public static IReadOnlyDictionary<int, ReturnedEntry> None { get; } =
        ReadOnlyDictionary<int, ReturnedEntry>.Empty;

    /// <summary>
    /// The open entries that deliveries of a batch belong to, by the deliveries' indexes; reopens them.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<int, ReturnedEntry>> ReopenAsync(
        DeliveryBatch batch, CancellationToken cancellationToken)
    {
        Dictionary<int, ReturnedEntry>? open = null;
        try
        {
            await ReadKeysAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            HashSet<ContentHash> closed = [];
            foreach (var (index, key) in Known(batch))
            {
                var entry = await _steps.FindAsync(key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                if (entry is null || !RetrySelection.IsOpen(entry) || RetryReading.IsDropped(entry))
                {
                    continue;
                }

                var isInConflict = entry.State == FailedEventState.Conflict;
                open ??= [];
                open.Add(index, new ReturnedEntry(key, isInConflict));
                if (!isInConflict && RetrySelection.NeedsReopening(entry))
                {
                    closed.Add(key);
                }
            }

            if (closed.Count > 0)
            {
                await _steps.ReopenAsync([.. closed], cancellationToken, Note)
                    .ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            // What was not reopened stays as it is, and waits for a retry or for its bytes to come again.
        }

        return open is null ? None : open;
    }

    /// <summary>Settles entries whose bytes are stored.</summary>
    public async ValueTask SettleAsync(IReadOnlyList<ReturnedEntry> stored, CancellationToken cancellationToken)
    {
        var tally = new RetryTally(_options);
        var round = new RetryRound(_identifier, _events, _steps, tally) { ReadsReceived = true };
        try
        {
            ContentHash[] closed = [.. stored.Where(one => one.IsInConflict).Select(one => one.Key).Distinct()];
            if (closed.Length > 0)
            {
                await _steps.ReopenAsync(closed, cancellationToken, Note).ConfigureAwait(ContextCapture.IsEnabled);
            }

            var left = new Queue<ContentHash>(stored.Select(one => one.Key).Distinct());
            while (left.Count > 0 && tally.Failure is null)
            {
                List<ContentHash> part = [];
                while (part.Count < _options.BatchSize && left.TryDequeue(out var key))
                {
                    part.Add(key);
                }

                await SettleAsync(part, round, tally, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            // They are pending, or leased for a while: a retry settles them.
        }
    }

    private async ValueTask SettleAsync(
        List<ContentHash> keys, RetryRound round, RetryTally tally, CancellationToken cancellationToken)
    {
        for (var count = 0; keys.Count > 0 && tally.Failure is null && count < RoundCountMax; count++)
        {
            var countBefore = keys.Count;
            var now = _steps.Now;
            var leased = await _steps.LeaseAsync(now, keys, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            if (leased.Count == 0)
            {
                // Others hold what is left, or have settled it.
                return;
            }

            var until = now + Duration.FromTimeSpan(_options.LeaseDuration);
            var again = await round.RunAsync(leased, until, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            keys = [.. again, .. keys.Except(leased.Select(entry => entry.Key))];
            count = keys.Count < countBefore ? -1 : count;
        }
    }

    private async ValueTask ReadKeysAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FailedEventKey> added;
        do
        {
            added = await _queue.ReadKeysAsync(Volatile.Read(ref _lastNumber), KeyCountMax, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            if (added.Count == 0)
            {
                return;
            }

            lock (_lock)
            {
                foreach (var entry in added)
                {
                    _filter.Add(entry.Key);
                }

                _lastNumber = long.Max(_lastNumber, added[^1].Number);
            }
        }
        while (added.Count == KeyCountMax);
    }

    /// <summary>The understood deliveries whose key may be that of an entry.</summary>
    private List<(int Index, ContentHash Key)> Known(DeliveryBatch batch)
    {
        lock (_lock)
        {
            if (_filter.IsEmpty)
            {
                return [];
            }
        }

        var keys = KeysOf(batch);
        lock (_lock)
        {
            keys.RemoveAll(one => !_filter.MayContain(one.Key));
        }

        return keys;
    }

    private static List<(int Index, ContentHash Key)> KeysOf(DeliveryBatch batch)
    {
        var keys = new List<(int Index, ContentHash Key)>(batch.Identified.Count);
        var raws = batch.Raws.Span;
        for (var i = 0; i < raws.Length; i++)
        {
            if (batch.Identified[i].Event is not null)
            {
                keys.Add((i, BatchResultBuilder.KeyOf(raws[i])));
            }
        }

        return keys;
    }
}
