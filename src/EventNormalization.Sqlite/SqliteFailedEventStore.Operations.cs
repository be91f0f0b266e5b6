using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <content>Bulk operations.</content>
public sealed partial class SqliteFailedEventStore
{
    private static readonly string SelectOperation = OperationRow.Select + "id = ?1";

    private static readonly string SelectOperations = OperationRow.Select + "true ORDER BY number DESC LIMIT ?1";

    private static readonly string SelectSelection = "SELECT key, applies FROM bulk_entries"
        + $" WHERE {OperationTables.Entries.IsWhole}"
        + " AND operation = (SELECT number FROM bulk_operations WHERE id = ?1) AND ordinal >= ?2"
        + " ORDER BY ordinal LIMIT ?3";

    internal const string SelectNextOperation = "SELECT due FROM bulk_operations ORDER BY due LIMIT 1";

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public async ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(request);
        var name = new StepName(
            queueStep.Id, QueueStepKind.BeginOperation, request.Keys?.Count ?? 0, queueStep.At);
        await TakeAsync(
            name,
            () =>
            {
                OperationWriter.Begin(queueStep, request);
                return [];
            },
            cancellationToken).ConfigureAwait(false);
        return await FindOperationAsync(queueStep.Id.Run, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException($"The operation {queueStep.Id} was removed.", nameof(queueStep));
    }

    /// <inheritdoc/>
    public ValueTask<BulkOperation?> FindOperationAsync(ulong id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(
            database => ReadAll(
                database.Prepare(SelectOperation).Bind(1, unchecked((long)id)), OperationRow.Read).FirstOrDefault(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<BulkOperation>>(
            database => ReadAll(database.Prepare(SelectOperations).Bind(1, countMax), OperationRow.Read),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<BulkEntry>>(
            database => ReadAll(
                database.Prepare(SelectSelection).Bind(1, unchecked((long)id)).Bind(2, first).Bind(3, countMax),
                row => new BulkEntry(ContentHash.FromBytes(row.ReadBytes(0)), row.ReadNumber(1) != 0)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextOperationDueAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(
            database => ReadAll(database.Prepare(SelectNextOperation), row => (Instant?)InstantBytes.Read(row, 0))
                .FirstOrDefault(),
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public async ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default)
    {
        BulkTransitions.Check(queueStep, until);
        var name = new StepName(queueStep.Id, QueueStepKind.LeaseOperation, 0, queueStep.At);
        var leased = await TakeAsync(name, () => Lease(queueStep, until), cancellationToken).ConfigureAwait(false);
        if (leased.Length == 0)
        {
            return null;
        }

        var id = BinaryPrimitives.ReadUInt64LittleEndian(leased);
        var found = await FindOperationAsync(id, cancellationToken).ConfigureAwait(false);
        return found?.Lease?.Holder == queueStep.By ? found : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public async ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(report);
        var name = new StepName(
            queueStep.Id, QueueStepKind.ReportOperation, report.Outcomes.Length, queueStep.At);
        var answers = await TakeAsync(
            name, () => [(byte)OperationWriter.Report(queueStep, report)], cancellationToken).ConfigureAwait(false);
        return (QueueOutcome)answers[0];
    }

    private byte[] Lease(QueueStep queueStep, Instant until)
    {
        if (OperationWriter.Lease(queueStep, until) is not { } operation)
        {
            return [];
        }

        var id = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(id, operation.Id);
        return id;
    }
}
