using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Counts what becomes of deliveries in one pass. Of one flow.</summary>
internal sealed class RetryTally(RetryWorkerOptions options)
{
    /// <summary>So many failures in a row are of a store that does not work, and not of an event.</summary>
    private const int FailuresInARowMax = 3;

    private readonly Dictionary<RetryOutcome, long> _counts = [];
    private long _entries;
    private long _leasesLost;
    private int _failuresInARow;

    public RetryWorkerOptions Options { get; } = options;

    /// <summary>Why the pass ends here; null if it goes on.</summary>
    public Exception? Failure { get; private set; }

    public void Add(RetryResult result)
    {
        if (result.Deliveries == 0)
        {
            return;
        }

        _counts[result.Outcome] = _counts.GetValueOrDefault(result.Outcome) + result.Deliveries;
        Options.OnResult?.Invoke(result);
    }

    /// <summary>The pass has come to the end of so many entries.</summary>
    public void AddEntries(long count) => _entries += count;

    public void AddLost(ContentHash key, long deliveries)
    {
        _leasesLost++;
        Add(new RetryResult { Key = key, Outcome = RetryOutcome.Leased, Deliveries = deliveries });
    }

    /// <summary>The event store works.</summary>
    public void StoreAnswered() => _failuresInARow = 0;

    /// <summary>The event store failed once; ends the pass if it did so again and again.</summary>
    public void StoreFailed(Exception exception)
    {
        if (++_failuresInARow >= FailuresInARowMax)
        {
            Failure ??= exception;
        }
    }

    /// <summary>Ends the pass.</summary>
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
