using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Counts the outcomes of deliveries in one pass. Not thread-safe.</summary>
internal sealed class RetryTally(RetryWorkerOptions options)
{
    /// <summary>After this many failures in a row, the store is taken to be down rather than the events bad.</summary>
    private const int FailuresInARowMax = 3;

    private readonly Dictionary<RetryOutcome, long> _counts = [];
    private long _entries;
    private long _leasesLost;
    private int _failuresInARow;

    public RetryWorkerOptions Options { get; } = options;

    /// <summary>Why the pass stops; null if it continues.</summary>
    public Exception? Failure { get; private set; }

    public void Add(RetryResult result)
    {
        if (result.Deliveries == 0)
        {
            return;
        }

        _counts[result.Outcome] = _counts.GetValueOrDefault(result.Outcome) + result.Deliveries;
        RetryMeter.Count(result);
        Options.OnResult?.Invoke(result);
    }

    /// <summary>Counts completed entries.</summary>
    public void AddEntries(long count) => _entries += count;

    public void AddLost(ContentHash key, long deliveries)
    {
        _leasesLost++;
        Add(new RetryResult { Key = key, Outcome = RetryOutcome.Leased, Deliveries = deliveries });
    }

    /// <summary>Notes that the event store answered.</summary>
    public void StoreAnswered() => _failuresInARow = 0;

    /// <summary>Notes that the event store failed; stops the pass after several failures in a row.</summary>
    public void StoreFailed(Exception exception)
    {
        if (++_failuresInARow >= FailuresInARowMax)
        {
            Failure ??= exception;
        }
    }

    /// <summary>Stops the pass.</summary>
    public void End(Exception exception) => Failure ??= exception;

    public RetryPass ToPass() => new()
    {
        Entries = _entries,
        Accepted = _counts.GetValueOrDefault(RetryOutcome.Accepted),
        Duplicates = _counts.GetValueOrDefault(RetryOutcome.Duplicate),
        AlreadyCounted = _counts.GetValueOrDefault(RetryOutcome.AlreadyCounted),
        Rejected = _counts.GetValueOrDefault(RetryOutcome.Rejected),
        Deferred = _counts.GetValueOrDefault(RetryOutcome.Deferred),
        Conflicts = _counts.GetValueOrDefault(RetryOutcome.Conflict),
        Parked = _counts.GetValueOrDefault(RetryOutcome.Parked),
        Leased = _counts.GetValueOrDefault(RetryOutcome.Leased),
        LeasesLost = _leasesLost,
        Failure = Failure,
    };
}
