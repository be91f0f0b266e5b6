using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Retries selected entries in batches. Not thread-safe.</summary>
internal sealed class RetrySelection(
    EventIdentifier identifier, RetryQueueSteps steps, RetryRound round, RetryTally tally)
{
    /// <summary>How often a batch is leased: to resolve appends, to retry, and again after other holders.</summary>
    private const int RoundCountMax = 8;

    private static readonly FailedEventState[] OpenStates =
    [
        FailedEventState.Pending, FailedEventState.Retrying, FailedEventState.Rejected, FailedEventState.Conflict,
        FailedEventState.Parked,
    ];

    // The bytes of a batch are read when it is leased; until then only keys are kept.
    private readonly List<ContentHash> _batch = [];
    private readonly List<ContentHash> _closed = [];
    private long _batchBytes;

    /// <summary>The states that a manual retry selects.</summary>
    public static EventPredicate Open { get; } =
        EventPredicate.AnyOf([.. OpenStates.Select(EventPredicate.State)]);

    public RetryTally Tally { get; } = tally;

    public static bool IsOpen(FailedEvent entry) => OpenStates.Contains(entry.State);

    public async ValueTask AddAsync(FailedEvent entry, CancellationToken cancellationToken)
    {
        if (StaysRefused(entry))
        {
            return;
        }

        _batch.Add(entry.Key);
        _batchBytes += entry.ByteCount;
        if (NeedsReopening(entry))
        {
            _closed.Add(entry.Key);
        }

        if (_batch.Count == Tally.Options.BatchSize || _batchBytes >= RetryQueueSteps.BatchBytesMax)
        {
            await EndAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    /// <summary>Retries the entries added since the last call.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0 || Tally.Failure is not null)
        {
            return;
        }

        Tally.AddEntries(_batch.Count);
        ContentHash[] closed = [.. _closed];
        List<ContentHash> open = [.. _batch];
        _batch.Clear();
        _closed.Clear();
        _batchBytes = 0;
        if (closed.Length > 0)
        {
            await steps.ReopenAsync(closed, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        await RunAsync(open, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
    }

    /// <summary>Whether a retry would change nothing: it is refused for the same reasons as before.</summary>
    private bool StaysRefused(FailedEvent entry)
    {
        if (entry.State != FailedEventState.Rejected)
        {
            return false;
        }

        var identified = RetryReading.Read(identifier, entry);
        if (identified.IsSuccess || !AreEqual(identified.Errors, entry.Reasons))
        {
            return false;
        }

        Tally.AddEntries(1);
        Tally.Add(new RetryResult
        {
            Key = entry.Key,
            Outcome = RetryOutcome.Rejected,
            Deliveries = entry.Progress.Counts.Rejected,
            Errors = entry.Reasons,
        });
        return true;
    }

    private static bool AreEqual(
        IReadOnlyList<Normalization.FieldError> left, IReadOnlyList<Normalization.FieldError> right) =>
        left.Select(error => error.ToString()).SequenceEqual(right.Select(error => error.ToString()));

    /// <summary>Whether it has deliveries that wait for a decision.</summary>
    public static bool NeedsReopening(FailedEvent entry) =>
        entry.State == FailedEventState.Parked || entry.Progress.Counts.Rejected + entry.Progress.Counts.Conflict > 0;

    private async ValueTask RunAsync(List<ContentHash> open, CancellationToken cancellationToken)
    {
        var waitedUntil = steps.Now + Duration.FromTimeSpan(Tally.Options.LeaseDuration);
        for (var count = 0; open.Count > 0 && Tally.Failure is null && count < RoundCountMax; count++)
        {
            var countBefore = open.Count;
            var now = steps.Now;
            var leased = await steps.LeaseAsync(now, open, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            var again = leased.Count == 0 ? [] : await round.RunAsync(
                leased, now + Duration.FromTimeSpan(Tally.Options.LeaseDuration), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            var held = await HeldAsync(open.Except(leased.Select(entry => entry.Key)), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            open = [.. again, .. held.Select(entry => entry.Key)];

            // A lease ends at a number of bytes, so a round may leave entries that nobody holds.
            count = open.Count < countBefore ? -1 : count;
            if (again.Count == 0 && held.Count > 0 && !await WaitAsync(held, waitedUntil, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled))
            {
                break;
            }
        }

        await WriteRemainingAsync(open, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
    }

    /// <summary>The entries that other holders have leased; those that others have settled are not reported.</summary>
    private async ValueTask<List<HeldEntry>> HeldAsync(
        IEnumerable<ContentHash> keys, CancellationToken cancellationToken)
    {
        var held = new List<HeldEntry>();
        foreach (var key in keys)
        {
            var entry = await steps.FindAsync(key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            if (entry?.State is FailedEventState.Pending or FailedEventState.Retrying)
            {
                held.Add(new HeldEntry(entry));
            }
        }

        return held;
    }

    /// <summary>Waits until the first of the leases ends; false if that would take too long.</summary>
    private async ValueTask<bool> WaitAsync(
        List<HeldEntry> held, Instant waitedUntil, CancellationToken cancellationToken)
    {
        var now = steps.Now;
        var next = held.Min(entry => entry.HeldUntil ?? now);
        if (next > waitedUntil)
        {
            return false;
        }

        if (next > now)
        {
            await Delays.WaitAsync(next - now, Tally.Options.Time, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
        }

        return true;
    }

    private async ValueTask WriteRemainingAsync(List<ContentHash> left, CancellationToken cancellationToken)
    {
        foreach (var entry in await HeldAsync(left, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled))
        {
            Tally.Add(new RetryResult
            {
                Key = entry.Key,
                Outcome = Tally.Failure is null ? RetryOutcome.Leased : RetryOutcome.Deferred,
                Deliveries = entry.Deliveries,
                Errors = entry.Reasons,
            });
        }
    }
}
