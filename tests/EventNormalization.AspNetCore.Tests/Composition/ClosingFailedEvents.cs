using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.AspNetCore.Tests.Composition;

/// <summary>Failed events in memory that tell when they are closed.</summary>
internal sealed class ClosingFailedEvents(Action onClose) : IFailedEventQueue, IDisposable
{
    private readonly InMemoryFailedEventStore _inner = new();

    public void Dispose() => onClose();

    public ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default) =>
        _inner.RecordAsync(appendId, deliveries, cancellationToken);

    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(key, cancellationToken);

    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        _inner.QueryAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        _inner.ReadGroupsAsync(where, cancellationToken);

    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _inner.ReadStatisticsAsync(cancellationToken);

    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        _inner.ReadNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default) =>
        _inner.ReadKeysAsync(afterNumber, countMax, cancellationToken);

    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        _inner.LeaseAsync(queueStep, request, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        _inner.SettleAsync(queueStep, settlements, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep,
        IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        _inner.ResolveAsync(queueStep, resolutions, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        _inner.DiscardAsync(queueStep, keys, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        _inner.ArchiveAsync(queueStep, keys, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        _inner.ReopenAsync(queueStep, keys, cancellationToken);

    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep,
        ContentHash key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        _inner.EditAsync(queueStep, key, content, cancellationToken);

    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        _inner.ReadUncertainAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        _inner.ReadActionsAsync(key, cancellationToken);
}
