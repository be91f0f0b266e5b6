using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <content>Bulk operations; the wrapped store must keep them.</content>
public sealed partial class ObservedFailedEventStore
{
    private IBulkOperationQueue Operations => _inner as IBulkOperationQueue
        ?? throw new NotSupportedException($"{_inner.GetType()} keeps no operations.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Begin, _ => Operations.BeginOperationAsync(queueStep, request, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation?> FindOperationAsync(
        ulong id, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Progress, _ => Operations.FindOperationAsync(id, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Progress, _ => Operations.ReadOperationsAsync(countMax, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Progress, _ => Operations.ReadSelectionAsync(id, first, countMax, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<Instant?> ReadNextOperationDueAsync(
        CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Progress, _ => Operations.ReadNextOperationDueAsync(cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Hold, _ => Operations.LeaseOperationAsync(queueStep, until, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Report, _ => Operations.ReportOperationAsync(queueStep, report, cancellationToken));
}
