using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <content>The queue.</content>
public sealed partial class SqliteFailedEventStore
{
    internal static readonly string SelectDue = "SELECT key FROM failures"
        + $" WHERE {FailedEventTables.Failures.IsWhole} AND due IS NOT NULL AND due <= ?1 ORDER BY "
        + $"due, number LIMIT ?2";

    internal static readonly string SelectKeys = "SELECT number, key FROM failures"
        + $" WHERE {FailedEventTables.Failures.IsWhole} AND number > ?1 ORDER BY number LIMIT ?2";

    internal const string SelectNextDue = "SELECT due FROM failures WHERE due IS NOT NULL ORDER BY due LIMIT 1";

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(
            database => ReadAll(database.Prepare(SelectNextDue), row => (Instant?)InstantBytes.Read(row, 0))
                .FirstOrDefault(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterNumber);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<FailedEventKey>>(
            database => ReadAll(
                database.Prepare(SelectKeys).Bind(1, afterNumber).Bind(2, countMax),
                row => new FailedEventKey(row.ReadNumber(0), ContentHash.FromBytes(row.ReadBytes(1)))),
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public async ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(request);
        request.CheckAgainst(queueStep);
        var name = new StepName(queueStep.Id, QueueStepKind.Lease, request.CountMax, queueStep.At);
        var keys = await TakeAsync(name, () => Lease(queueStep, request), cancellationToken).ConfigureAwait(false);
        var lease = new FailedLease(queueStep.By, request.Until);
        return await _readers.ReadAsync<IReadOnlyList<FailedEvent>>(database =>
        [
            .. keys.Chunk(ContentHash.ByteCount)
                .Select(key => Find(database, ContentHash.FromBytes(key))!)
                .Where(entry => entry.Progress.Lease == lease),
        ], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        StepAsync(Name(queueStep, QueueStepKind.Settle, settlements), settlements, settlement =>
            Writer.Change(settlement.Key, before => FailedTransitions.Settle(before, queueStep, settlement)),
                cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep,
        IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        StepAsync(Name(queueStep, QueueStepKind.Resolve, resolutions), resolutions, resolution =>
            Writer.RemoveUncertain(resolution.Key, resolution.Append)
                ? Writer.Change(resolution.Key, before => FailedTransitions.Resolve(before, queueStep, resolution))
                : QueueOutcome.NotFound, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Name(queueStep, QueueStepKind.Discard, keys), keys, key =>
            Writer.Change(key, before => FailedTransitions.Decide(before, queueStep, FailedActionKind.Discarded)),
                cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Name(queueStep, QueueStepKind.Archive, keys), keys, key =>
            Writer.Change(key, before => FailedTransitions.Decide(before, queueStep, FailedActionKind.Archived)),
                cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        StepAsync(Name(queueStep, QueueStepKind.Reopen, keys), keys, key =>
            Writer.Change(key, before => FailedTransitions.Decide(before, queueStep, FailedActionKind.Reopened)),
                cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep,
        ContentHash key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default)
    {
        ContentHash[] keys = [key];
        var answers = await StepAsync(
            Name(queueStep, QueueStepKind.Edit, keys), keys, _ => Edit(queueStep, key, content), cancellationToken)
            .ConfigureAwait(false);
        return answers[0];
    }

    private static StepName Name<T>(QueueStep queueStep, QueueStepKind kind, IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(items);
        return items.Any(item => item is null)
            ? throw new ArgumentException("An item is null.", nameof(items))
            : new StepName(queueStep.Id, kind, items.Count, queueStep.At);
    }

    private QueueOutcome Edit(QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content)
    {
        var answer = Writer.Change(key, before => FailedTransitions.Decide(before, queueStep, FailedActionKind.Edited));
        if (answer == QueueOutcome.Done)
        {
            Writer.WriteEdit(key, content.Span);
        }

        return answer;
    }

    /// <summary>Leases what is due; returns the concatenated keys.</summary>
    private byte[] Lease(QueueStep queueStep, LeaseRequest request)
    {
        var keys = new List<ContentHash>();
        var bytes = 0L;
        foreach (var key in request.Keys ?? ReadDue(queueStep.At, request.CountMax))
        {
            var byteCount = Writer.ByteCountOf(key);
            var isFull = false;
            var answer = Writer.Change(key, LeaseIfItFits);
            if (isFull)
            {
                break;
            }

            if (answer == QueueOutcome.Done)
            {
                keys.Add(key);
                bytes += byteCount;
            }

            FailedTransition? LeaseIfItFits(FailedProgress before)
            {
                var leased = FailedTransitions.Lease(before, queueStep, request, keys.Count);
                isFull = leased.Answer == QueueOutcome.Done && !request.Fits(keys.Count, bytes, byteCount);
                return isFull ? null : leased;
            }
        }

        return [.. keys.SelectMany(key => key.ToByteArray())];
    }

    private List<ContentHash> ReadDue(Instant at, int countMax) => ReadAll(
        InstantBytes.Bind(OpenFile.Database.Prepare(SelectDue), 1, at).Bind(2, countMax),
        row => ContentHash.FromBytes(row.ReadBytes(0)));

    private async ValueTask<IReadOnlyList<QueueOutcome>> StepAsync<T>(
        StepName name, IReadOnlyList<T> items, Func<T, QueueOutcome> change, CancellationToken cancellationToken)
    {
        var answers = await TakeAsync(name, () => [.. items.Select(item => (byte)change(item))], cancellationToken)
            .ConfigureAwait(false);
        return [.. answers.Select(answer => (QueueOutcome)answer)];
    }
}
