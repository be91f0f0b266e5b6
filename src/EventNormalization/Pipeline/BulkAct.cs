using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Acts on the entries of one bulk operation, in the name of who asked for it.</summary>
/// <remarks>
/// Every step can be taken again: steps of the queue that decide have names that are those of the operation and the
/// entries' place in it, so that they give their first answers; a retry of what was retried finds it settled, and its
/// actions tell how. Not thread-safe.
/// </remarks>
internal sealed class BulkAct
{
    /// <summary>The number of the step of the first batch within the operation's run; its beginning has 1.</summary>
    private const ulong FirstStep = 2;

    private static readonly RetryOutcome[] OpenFirst =
    [
        RetryOutcome.Parked, RetryOutcome.Deferred, RetryOutcome.Leased, RetryOutcome.Conflict, RetryOutcome.Rejected,
        RetryOutcome.Accepted, RetryOutcome.Duplicate, RetryOutcome.AlreadyCounted,
    ];

    private readonly Dictionary<ContentHash, RetryOutcome> _results = [];
    private readonly EventIdentifier _identifier;
    private readonly IEventAppender _events;
    private readonly IBulkOperationQueue _queue;
    private readonly RetryWorkerOptions _options;

    public BulkAct(
        EventIdentifier identifier, IEventAppender events, IBulkOperationQueue queue, RetryWorkerOptions options)
    {
        (_identifier, _events, _queue) = (identifier, events, queue);
        _options = options with { BatchSize = BulkWorker.BatchSize, OnResult = Take };
    }

    /// <summary>The operation; its progress is not looked at.</summary>
    public required BulkOperation Operation { get; init; }

    private RetryWorker Worker => field ??= new RetryWorker(
        _identifier, _events, _queue, _options with { By = Operation.By });

    /// <summary>Acts on entries, of which the first has this place in the operation.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="first">The place of the first of them.</param>
    /// <param name="isLast">Whether what a failing store keeps from its end is deferred, and not tried again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<BulkBatch> RunAsync(
        IReadOnlyList<BulkEntry> entries, long first, bool isLast, CancellationToken cancellationToken)
    {
        var keys = entries.Select(entry => entry.Key).ToArray();
        return Operation.Kind switch
        {
            BulkOperationKind.Retry => await RetryAsync(entries, isLast, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled),
            BulkOperationKind.Discard => await DiscardAsync(keys, first, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled),
            BulkOperationKind.Archive => await ArchiveAsync(entries, first, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled),
            BulkOperationKind.Reopen => await ReopenAsync(keys, first, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled),
            _ => throw new InvalidOperationException($"No operation of the kind {Operation.Kind} is known."),
        };
    }

    private async ValueTask<BulkBatch> RetryAsync(
        IReadOnlyList<BulkEntry> entries, bool isLast, CancellationToken cancellationToken)
    {
        _results.Clear();
        var pass = await Worker.RetryAsync([.. entries.Select(entry => entry.Key)], cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        if (pass.Failure is not null && !isLast)
        {
            return new BulkBatch { Failure = pass.Failure };
        }

        var outcomes = new BulkOutcome[entries.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = _results.TryGetValue(entries[i].Key, out var result)
                ? OutcomeOf(result)
                : await FoundAsync(entries[i], cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        return new BulkBatch { Outcomes = outcomes };
    }

    /// <summary>What became of an entry that this pass had nothing to do with.</summary>
    private async ValueTask<BulkOutcome> FoundAsync(BulkEntry item, CancellationToken cancellationToken)
    {
        var entry = await _queue.FindAsync(item.Key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        if (entry is null || entry.State == FailedEventState.Discarded)
        {
            return BulkOutcome.Ignored;
        }

        // Another worker had it meanwhile, or has it now.
        if (entry.State != FailedEventState.Settled)
        {
            return entry.State switch
            {
                FailedEventState.Rejected => BulkOutcome.Rejected,
                FailedEventState.Conflict => BulkOutcome.Conflict,
                FailedEventState.Parked => BulkOutcome.Parked,
                FailedEventState.Retrying when entry.Progress.Lease is not null => BulkOutcome.Leased,
                FailedEventState.Pending or FailedEventState.Retrying => BulkOutcome.Deferred,
                _ => throw new InvalidOperationException($"{entry.State} is no state that waits."),
            };
        }

        // An earlier attempt at this batch, or another worker, has settled it since the operation began.
        var actions = await _queue.ReadActionsAsync(item.Key, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        var end = actions.LastOrDefault(action => action.Kind is FailedActionKind.Accepted or FailedActionKind.Duplicate
            or FailedActionKind.Resolved);
        return end is null || (!item.Applies && end.At < Operation.StartedAt) ? BulkOutcome.Ignored : end.Kind switch
        {
            FailedActionKind.Accepted => BulkOutcome.Accepted,
            FailedActionKind.Duplicate => BulkOutcome.Duplicate,
            FailedActionKind.Resolved => BulkOutcome.AlreadyCounted,
            _ => throw new InvalidOperationException($"{end.Kind} is no end of an entry."),
        };
    }

    private async ValueTask<BulkBatch> DiscardAsync(
        ContentHash[] keys, long first, CancellationToken cancellationToken)
    {
        var step = StepAt(first);
        var answers = await RetryQueueSteps.AskAsync(
            () => _queue.DiscardAsync(step, keys, cancellationToken), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        var outcomes = new BulkOutcome[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            outcomes[i] = answers[i] switch
            {
                QueueOutcome.Done => BulkOutcome.Discarded,
                QueueOutcome.NameOpen => await DiscardAfterClosingAsync(keys[i], cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled),
                QueueOutcome.NotFound or QueueOutcome.OtherName or QueueOutcome.LeaseLost
                    or QueueOutcome.NotInState => BulkOutcome.Ignored,
                _ => throw new StoreAnswerException($"{answers[i]} is no answer to a discard."),
            };
        }

        return new BulkBatch { Outcomes = outcomes };
    }

    /// <summary>Discards what may be stored: its names are closed first, under names of steps that are drawn.</summary>
    private async ValueTask<BulkOutcome> DiscardAfterClosingAsync(ContentHash key, CancellationToken cancellationToken)
    {
        var answers = await Worker.DiscardAsync([key], Operation.Note, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        if (answers[0] is QueueOutcome.Done or QueueOutcome.NameOpen)
        {
            return answers[0] == QueueOutcome.Done ? BulkOutcome.Discarded : BulkOutcome.Leased;
        }

        var actions = await _queue.ReadActionsAsync(key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        return actions is [.., { Kind: FailedActionKind.Discarded } last]
            && last.By == Operation.By && last.Note == Operation.Note && last.At >= Operation.StartedAt
            ? BulkOutcome.Discarded
            : BulkOutcome.Ignored;
    }

    private async ValueTask<BulkBatch> ArchiveAsync(
        IReadOnlyList<BulkEntry> entries, long first, CancellationToken cancellationToken)
    {
        // What was archived before is left alone. It is what the operation began with that says so, and not the entry.
        ContentHash[] keys = [.. entries.Where(entry => entry.Applies).Select(entry => entry.Key)];
        var step = StepAt(first);
        var answers = new Queue<QueueOutcome>(await RetryQueueSteps.AskAsync(
            () => _queue.ArchiveAsync(step, keys, cancellationToken), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled));
        return new BulkBatch
        {
            Outcomes =
            [
                .. entries.Select(entry => entry.Applies && answers.Dequeue() == QueueOutcome.Done
                    ? BulkOutcome.Archived
                    : BulkOutcome.Ignored),
            ],
        };
    }

    private async ValueTask<BulkBatch> ReopenAsync(
        ContentHash[] keys, long first, CancellationToken cancellationToken)
    {
        var step = StepAt(first);
        var answers = await RetryQueueSteps.AskAsync(
            () => _queue.ReopenAsync(step, keys, cancellationToken), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        return new BulkBatch
        {
            Outcomes =
            [
                .. answers.Select(answer => answer == QueueOutcome.Done ? BulkOutcome.Reopened : BulkOutcome.Ignored),
            ],
        };
    }

    private QueueStep StepAt(long first) => new()
    {
        Id = new AppendId(Operation.Id, FirstStep + (ulong)first),
        By = Operation.By,
        At = NodaTime.Instant.FromDateTimeOffset(_options.Time.GetUtcNow()),
        Note = Operation.Note,
    };

    private void Take(RetryResult result)
    {
        if (!_results.TryGetValue(result.Key, out var known)
            || Array.IndexOf(OpenFirst, result.Outcome) < Array.IndexOf(OpenFirst, known))
        {
            _results[result.Key] = result.Outcome;
        }
    }

    private static BulkOutcome OutcomeOf(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Accepted => BulkOutcome.Accepted,
        RetryOutcome.Duplicate => BulkOutcome.Duplicate,
        RetryOutcome.AlreadyCounted => BulkOutcome.AlreadyCounted,
        RetryOutcome.Rejected => BulkOutcome.Rejected,
        RetryOutcome.Deferred => BulkOutcome.Deferred,
        RetryOutcome.Conflict => BulkOutcome.Conflict,
        RetryOutcome.Parked => BulkOutcome.Parked,
        RetryOutcome.Leased => BulkOutcome.Leased,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome is known."),
    };
}
