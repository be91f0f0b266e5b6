using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <content>Bulk operations.</content>
public sealed partial class InMemoryFailedEventStore
{
    private readonly MemoryOperations _operations = new();

    /// <inheritdoc/>
    public ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var count = request.Keys?.Count ?? 0;
            if (_steps.Find(queueStep.Id, QueueStepKind.BeginOperation, count) is null)
            {
                BulkTransitions.RequireNew(queueStep, _operations.Find(queueStep.Id.Run));
                var entries = Choose(request);
                _operations.Add(BulkTransitions.Begin(queueStep, request.Kind, entries.Length), entries);
                AddStep(queueStep, QueueStepKind.BeginOperation, count);
            }

            return ValueTask.FromResult(_operations.Find(queueStep.Id.Run) ?? throw new ArgumentException(
                $"The operation {queueStep.Id} was removed.", nameof(queueStep)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<BulkOperation?> FindOperationAsync(ulong id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_operations.Find(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<BulkOperation>>(_operations.Newest(countMax));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<BulkEntry>>(_operations.EntriesOf(id, first, countMax));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextOperationDueAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_operations.NextDue());
        }
    }

    /// <inheritdoc/>
    public ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default)
    {
        BulkTransitions.Check(queueStep, until);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_steps.Find(queueStep.Id, QueueStepKind.LeaseOperation, 0) is { } known)
            {
                var again = known.Operation is { } id ? _operations.Find(id) : null;
                return ValueTask.FromResult(again?.Lease?.Holder == queueStep.By ? again : null);
            }

            var leased = _operations.Lease(queueStep, until);
            _steps.Add(queueStep.Id, new MemoryStep
            {
                Kind = QueueStepKind.LeaseOperation,
                ItemCount = 0,
                At = queueStep.At,
                Operation = leased?.Id,
            });
            return ValueTask.FromResult(leased);
        }
    }

    /// <inheritdoc/>
    public ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(report);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var count = report.Outcomes.Length;
            if (_steps.Find(queueStep.Id, QueueStepKind.ReportOperation, count) is { } known)
            {
                return ValueTask.FromResult(known.Answers[0]);
            }

            var answer = _operations.Report(queueStep, report);
            AddStep(queueStep, QueueStepKind.ReportOperation, count, answer);
            return ValueTask.FromResult(answer);
        }
    }

    private BulkEntry[] Choose(BulkRequest request)
    {
        if (request.Keys is { } keys)
        {
            return
            [
                .. keys.Distinct().Select(key => new BulkEntry(key, _entryOfKey.GetValueOrDefault(key) is { } entry
                    && BulkTransitions.Applies(request.Kind, entry.Progress!))),
            ];
        }

        var query = new FailedEventQuery { Where = request.Where, Archived = request.Archived };
        return
        [
            .. MemoryFailedEventPage.Of(query, _entries.Select(entry => entry.ToFailedEvent())).Select(entry =>
                new BulkEntry(entry.Key, BulkTransitions.Applies(request.Kind, entry.Progress))),
        ];
    }

    private void AddStep(
        QueueStep step, QueueStepKind kind, int count, QueueOutcome answer = QueueOutcome.Done) =>
        _steps.Add(step.Id, new MemoryStep { Kind = kind, ItemCount = count, At = step.At, Answers = [answer] });
}
