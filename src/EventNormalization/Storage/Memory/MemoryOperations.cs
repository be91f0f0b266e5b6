using System.Collections.Generic;
using System.Linq;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The bulk operations of a failed-event store, and their entries. Not thread-safe.</summary>
internal sealed class MemoryOperations
{
    private readonly List<BulkOperation> _inOrder = [];
    private readonly Dictionary<ulong, BulkEntry[]> _entries = [];

    public void Add(BulkOperation operation, BulkEntry[] entries)
    {
        _inOrder.Add(operation);
        if (operation.State == BulkOperationState.Running)
        {
            _entries.Add(operation.Id, entries);
        }
    }

    public BulkOperation? Find(ulong id) => _inOrder.Find(operation => operation.Id == id);

    public BulkOperation[] Newest(int countMax) =>
        [.. Enumerable.Reverse(_inOrder).Take(countMax)];

    public BulkEntry[] EntriesOf(ulong id, long first, int countMax) =>
        _entries.TryGetValue(id, out var entries) && first < entries.Length
            ? [.. entries.Skip((int)first).Take(countMax)]
            : [];

    public Instant? NextDue() => _inOrder.Count == 0 ? null : _inOrder.Min(operation => operation.DueAt);

    /// <summary>Removes what ended long ago, and leases what is due the longest; null if nothing is.</summary>
    public BulkOperation? Lease(QueueStep step, Instant until)
    {
        _inOrder.RemoveAll(operation => BulkTransitions.IsOver(operation, step.At));
        foreach (var operation in _inOrder.OrderBy(operation => operation.DueAt).ToArray())
        {
            var transition = BulkTransitions.Lease(operation, step, until);
            if (transition.Answer == QueueOutcome.Done)
            {
                Replace(operation, transition.Operation);
                return transition.Operation;
            }
        }

        return null;
    }

    public QueueOutcome Report(QueueStep step, BulkReport report)
    {
        if (Find(report.OperationId) is not { } operation)
        {
            return QueueOutcome.NotFound;
        }

        var transition = BulkTransitions.Report(operation, step, report);
        Replace(operation, transition.Operation);
        return transition.Answer;
    }

    private void Replace(BulkOperation before, BulkOperation after)
    {
        _inOrder[_inOrder.FindIndex(operation => operation.Id == before.Id)] = after;
        if (after.State != BulkOperationState.Running)
        {
            _entries.Remove(after.Id);
        }
    }
}
