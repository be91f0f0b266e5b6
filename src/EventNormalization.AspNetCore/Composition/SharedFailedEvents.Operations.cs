using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Composition;

/// <content>Operations, if the store keeps them.</content>
internal sealed partial class SharedFailedEvents
{
    /// <summary>Whether the store keeps operations; if not, each of these calls throws.</summary>
    public bool KeepsOperations { get; } = stack.KeepsOperations;

    private IBulkOperationQueue Operations => _inner as IBulkOperationQueue
        ?? throw new NotSupportedException($"{_inner.GetType()} keeps no operations.");

    public ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default) =>
        Operations.BeginOperationAsync(queueStep, request, cancellationToken);

    public ValueTask<BulkOperation?> FindOperationAsync(ulong id, CancellationToken cancellationToken = default) =>
        Operations.FindOperationAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default) =>
        Operations.ReadOperationsAsync(countMax, cancellationToken);

    public ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default) =>
        Operations.ReadSelectionAsync(id, first, countMax, cancellationToken);

    public ValueTask<Instant?> ReadNextOperationDueAsync(CancellationToken cancellationToken = default) =>
        Operations.ReadNextOperationDueAsync(cancellationToken);

    public ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default) =>
        Operations.LeaseOperationAsync(queueStep, until, cancellationToken);

    public ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default) =>
        Operations.ReportOperationAsync(queueStep, report, cancellationToken);
}
