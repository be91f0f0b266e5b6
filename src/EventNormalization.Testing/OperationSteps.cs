using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing;

/// <summary>Takes the steps of operations, each under its own name, at minutes after a common start.</summary>
internal sealed class OperationSteps(IBulkOperationQueue queue)
{
    private readonly QueueSteps _entries = new(queue);
    private ulong _run = 100;

    public IBulkOperationQueue Queue { get; } = queue;

    public QueueStep Step(int minute = 0, string by = "worker") => _entries.Step(minute, by);

    public ValueTask RecordAsync(params FailedDelivery[] deliveries) => _entries.RecordAsync(deliveries);

    public Task<QueueOutcome> DiscardAsync(string raw) => _entries.DiscardAsync(raw);

    public Task<QueueOutcome> ArchiveAsync(string raw) => _entries.ArchiveAsync(raw);

    public QueueStep NewBegin() => new()
    {
        Id = new AppendId(Interlocked.Increment(ref _run), 1),
        By = "ann",
        At = QueueSteps.Minute(0),
        Note = "why",
    };

    public ValueTask<BulkOperation> BeginAsync(
        EventPredicate where, ArchivedEntries archived = ArchivedEntries.Hidden) =>
        Queue.BeginOperationAsync(
            NewBegin(), new BulkRequest { Kind = BulkOperationKind.Retry, Where = where, Archived = archived });

    public ValueTask<BulkOperation> BeginAsync(params string[] raws) =>
        Queue.BeginOperationAsync(
            NewBegin(),
            new BulkRequest { Kind = BulkOperationKind.Retry, Keys = [.. raws.Select(QueueSteps.KeyOf)] });

    public async Task<IEnumerable<ContentHash>> KeysAsync(BulkOperation operation) =>
        (await Queue.ReadSelectionAsync(operation.Id, 0, 1_000)).Select(entry => entry.Key);

    /// <summary>Leases for ten minutes.</summary>
    public ValueTask<BulkOperation?> LeaseAsync(int minute, string by = "worker") =>
        Queue.LeaseOperationAsync(Step(minute, by), QueueSteps.Minute(minute + 10));

    public ValueTask<QueueOutcome> ReportAsync(BulkReport report, int minute, string by = "worker") =>
        Queue.ReportOperationAsync(Step(minute, by), report);

    public ValueTask<QueueOutcome> AdvanceAsync(
        BulkOperation operation, long first, int minute, params BulkOutcome[] outcomes) =>
        ReportAsync(BulkReport.Advanced(operation.Id, first, outcomes, QueueSteps.Minute(minute + 10)), minute);

    /// <summary>One entry, at a place, is accepted; it holds the rest for ten minutes.</summary>
    public static BulkReport Accepted(BulkOperation operation, long first, int minute) =>
        BulkReport.Advanced(operation.Id, first, [BulkOutcome.Accepted], QueueSteps.Minute(minute + 10));
}
