using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Wraps a failed-event store and measures how long its calls take and how they fail.</summary>
/// <remarks>
/// Like <see cref="ObservedEventStore"/>, with the store <c>failed</c>. Thread-safe as far as the store is. Disposing
/// the store stays with whoever made it.
/// </remarks>
public sealed partial class ObservedFailedEventStore : IBulkOperationQueue
{
    private readonly IFailedEventQueue _inner;
    private readonly StoreCalls _calls;

    /// <summary>Wraps a store.</summary>
    /// <param name="inner">What does the work.</param>
    /// <param name="time">Says how long a call took; the system's clock if left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public ObservedFailedEventStore(IFailedEventQueue inner, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _calls = new StoreCalls(StoreCalls.Failed, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        if (!StoreCalls.AreWanted)
        {
            await _inner.RecordAsync(appendId, deliveries, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            return;
        }

        await _calls.RunAsync(
            StoreOperation.Record,
            async () =>
            {
                await _inner.RecordAsync(appendId, deliveries, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                return true;
            }).ConfigureAwait(ContextCapture.IsEnabled);
    }

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Find, store => store.FindAsync(key, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(StoreOperation.Query, _inner.QueryAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Groups, store => store.ReadGroupsAsync(where, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(StoreOperation.Statistics, _inner.ReadStatisticsAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Query, store => store.ReadNextDueAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default) =>
        StoreCalls.AreWanted ? MeasureKeysAsync(afterNumber, countMax, cancellationToken)
            : _inner.ReadKeysAsync(afterNumber, countMax, cancellationToken);

    // Apart, so that a batch makes nothing for a measurement that nobody wants.
    private ValueTask<IReadOnlyList<FailedEventKey>> MeasureKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken) =>
        RunAsync(StoreOperation.Query, store => store.ReadKeysAsync(afterNumber, countMax, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Lease, store => store.LeaseAsync(queueStep, request, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Settle, store => store.SettleAsync(queueStep, settlements, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Resolve, store => store.ResolveAsync(queueStep, resolutions, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Discard, store => store.DiscardAsync(queueStep, keys, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Archive, store => store.ArchiveAsync(queueStep, keys, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Reopen, store => store.ReopenAsync(queueStep, keys, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Edit, store => store.EditAsync(queueStep, key, content, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Uncertain, store => store.ReadUncertainAsync(key, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Acts, store => store.ReadActionsAsync(key, cancellationToken));

    private ValueTask<T> RunAsync<T>(StoreOperation operation, Func<IFailedEventQueue, ValueTask<T>> call) =>
        StoreCalls.AreWanted ? MeasureAsync(operation, call) : call(_inner);

    private ValueTask<T> MeasureAsync<T>(StoreOperation operation, Func<IFailedEventQueue, ValueTask<T>> call) =>
        _calls.RunAsync(operation, () => call(_inner));
}
