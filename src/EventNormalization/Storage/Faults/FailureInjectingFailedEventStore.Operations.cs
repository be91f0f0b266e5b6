using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <content>Bulk operations; the wrapped store must keep them.</content>
public sealed partial class FailureInjectingFailedEventStore
{
    private IBulkOperationQueue Operations => _inner as IBulkOperationQueue
        ?? throw new NotSupportedException($"{_inner.GetType()} keeps no operations.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Begin,
            request?.Keys,
            () => Operations.BeginOperationAsync(queueStep, request!, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation?> FindOperationAsync(ulong id, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Progress, [], () => Operations.FindOperationAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Progress,
            [],
            () => Operations.ReadOperationsAsync(countMax, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Progress,
            [],
            () => Operations.ReadSelectionAsync(id, first, countMax, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<Instant?> ReadNextOperationDueAsync(CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Progress,
            [],
            () => Operations.ReadNextOperationDueAsync(cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Hold,
            () => CallSubject.OfText(queueStep?.By ?? ""),
            () => Operations.LeaseOperationAsync(queueStep!, until, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The wrapped store keeps no operations.</exception>
    public ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Report,
            () => CallSubject.OfText(FormattableString.Invariant($"{report?.Kind} {report?.First}")),
            () => Operations.ReportOperationAsync(queueStep, report!, cancellationToken),
            cancellationToken);
}
