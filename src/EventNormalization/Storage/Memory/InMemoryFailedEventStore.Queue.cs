using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <content>The queue.</content>
public sealed partial class InMemoryFailedEventStore
{
    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_due.Count == 0 ? null : (Instant?)_due.Min.Due);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterNumber);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<FailedEventKey>>(afterNumber >= _entries.Count ? [] :
            [
                .. _entries.Skip((int)afterNumber).Take(countMax)
                    .Select(entry => new FailedEventKey(entry.Number, entry.Key)),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(request);
        request.CheckAgainst(queueStep);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var known = _steps.Find(queueStep.Id, QueueStepKind.Lease, request.CountMax);
            var keys = known?.Leased ?? Lease(queueStep, request);
            if (known is null)
            {
                _steps.Add(queueStep.Id, new MemoryStep
                {
                    Kind = QueueStepKind.Lease,
                    ItemCount = request.CountMax,
                    At = queueStep.At,
                    Leased = keys,
                });
            }

            var lease = new FailedLease(queueStep.By, request.Until);
            return ValueTask.FromResult<IReadOnlyList<FailedEvent>>(
                [.. keys.Select(key => _entryOfKey[key].ToFailedEvent())
                    .Where(entry => entry.Progress.Lease == lease)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        StepAsync(Begin(queueStep, cancellationToken), QueueStepKind.Settle, settlements, settlement =>
            Change(settlement.Key, entry => FailedTransitions.Settle(entry.Progress!, queueStep, settlement)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        StepAsync(Begin(queueStep, cancellationToken), QueueStepKind.Resolve, resolutions, resolution =>
            _entryOfKey.GetValueOrDefault(resolution.Key)?.Uncertain.Remove(resolution.Append) == true
                ? Change(resolution.Key, entry => FailedTransitions.Resolve(entry.Progress!, queueStep, resolution))
                : QueueOutcome.NotFound);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Begin(queueStep, cancellationToken), QueueStepKind.Discard, keys, key =>
            Change(key, entry => FailedTransitions.Decide(entry.Progress!, queueStep, FailedActionKind.Discarded)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Begin(queueStep, cancellationToken), QueueStepKind.Archive, keys, key =>
            Change(key, entry => FailedTransitions.Decide(entry.Progress!, queueStep, FailedActionKind.Archived)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Begin(queueStep, cancellationToken), QueueStepKind.Reopen, keys, key =>
            Change(key, entry => FailedTransitions.Decide(entry.Progress!, queueStep, FailedActionKind.Reopened)));

    /// <inheritdoc/>
    public async ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default)
    {
        var answers = await StepAsync(
            Begin(queueStep, cancellationToken), QueueStepKind.Edit, [key], _ => Edit(queueStep, key, content))
            .ConfigureAwait(ContextCapture.IsEnabled);
        return answers[0];
    }

    private QueueOutcome Edit(QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content)
    {
        var answer = Change(
            key, entry => FailedTransitions.Decide(entry.Progress!, queueStep, FailedActionKind.Edited));
        if (answer == QueueOutcome.Done)
        {
            _entryOfKey[key].Edited = content.ToArray();
        }

        return answer;
    }

    private ContentHash[] Lease(QueueStep queueStep, LeaseRequest request)
    {
        var candidates = request.Keys is { } named
            ? named.Select(key => _entryOfKey.GetValueOrDefault(key)).OfType<MemoryFailedEvent>().ToArray()
            : [.. _due.TakeWhile(item => item.Due <= queueStep.At).Take(request.CountMax)
                .Select(item => _entries[(int)item.Number - 1])];
        var keys = new List<ContentHash>();
        var bytes = 0L;
        foreach (var candidate in candidates)
        {
            var transition = FailedTransitions.Lease(candidate.Progress!, queueStep, request, keys.Count);
            if (transition.Answer != QueueOutcome.Done)
            {
                continue;
            }

            if (!request.Fits(keys.Count, bytes, candidate.ByteCount))
            {
                break;
            }

            Take(candidate, transition);
            keys.Add(candidate.Key);
            bytes += candidate.ByteCount;
        }

        return [.. keys];
    }

    private QueueOutcome Change(ContentHash key, Func<MemoryFailedEvent, FailedTransition> rule)
    {
        if (_entryOfKey.GetValueOrDefault(key) is not { } entry)
        {
            return QueueOutcome.NotFound;
        }

        var transition = rule(entry);
        Take(entry, transition);
        return transition.Answer;
    }

    private static QueueStep Begin(QueueStep queueStep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        cancellationToken.ThrowIfCancellationRequested();
        return queueStep;
    }

    private ValueTask<IReadOnlyList<QueueOutcome>> StepAsync<T>(
        QueueStep queueStep, QueueStepKind kind, IReadOnlyList<T> items, Func<T, QueueOutcome> change)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Any(item => item is null))
        {
            throw new ArgumentException("An item is null.", nameof(items));
        }

        lock (_lock)
        {
            if (_steps.Find(queueStep.Id, kind, items.Count) is { } known)
            {
                return ValueTask.FromResult<IReadOnlyList<QueueOutcome>>([.. known.Answers]);
            }

            QueueOutcome[] answers = [.. items.Select(change)];
            _steps.Add(queueStep.Id, new MemoryStep
            {
                Kind = kind,
                ItemCount = items.Count,
                At = queueStep.At,
                Answers = answers,
            });
            return ValueTask.FromResult<IReadOnlyList<QueueOutcome>>([.. answers]);
        }
    }
}
