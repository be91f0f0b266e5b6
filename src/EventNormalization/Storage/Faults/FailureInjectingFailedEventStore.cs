using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Wraps a failed-event store and makes it fail by a plan, to test how a program handles failures.</summary>
/// <remarks>
/// Fault model: a call fails before its step (nothing changed), after it (changed, and the answer is lost), or is
/// late. A step never takes effect in part, and an answer is never wrong. Thread-safe; the same calls in the same
/// order meet the same faults. Disposing it does not dispose the wrapped store.
/// </remarks>
public sealed partial class FailureInjectingFailedEventStore : IBulkOperationQueue
{
    private readonly IFailedEventQueue _inner;
    private readonly FaultInjector _injector;

    /// <summary>Wraps a store with a plan.</summary>
    /// <param name="inner">What does the work.</param>
    /// <param name="plan">Which calls fail, and how.</param>
    /// <param name="time">Tells the time to the plan, and waits for late calls.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public FailureInjectingFailedEventStore(IFailedEventQueue inner, FaultPlan plan, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _injector = new FaultInjector(plan, time);
    }

    /// <summary>
    /// Which calls fail, and how; may be replaced at any time, and then applies to calls that begin later.
    /// </summary>
    public FaultPlan Plan
    {
        get => _injector.Plan;
        set => _injector.Plan = value;
    }

    /// <summary>A snapshot of the last 1,000 injected faults, in order.</summary>
    public IReadOnlyList<InjectedFault> Injected => _injector.Injected;

    /// <summary>How many faults were injected.</summary>
    public long InjectedCount => _injector.InjectedCount;

    /// <inheritdoc/>
    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        var pending = await _injector
            .BeforeAsync(StoreOperation.Record, () => SubjectOf(deliveries), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        await _inner.RecordAsync(appendId, deliveries, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        pending.After();
    }

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Find, [key], () => _inner.FindAsync(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        _injector.GuardAsync(
            StoreOperation.Query,
            () => CallSubject.None,
            _inner.QueryAsync(query, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Groups, [], () => _inner.ReadGroupsAsync(where, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _injector.GuardAsync(
            StoreOperation.Statistics,
            () => CallSubject.None,
            _inner.ReadStatisticsAsync(cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Query, [], () => _inner.ReadNextDueAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Query,
            [],
            () => _inner.ReadKeysAsync(afterNumber, countMax, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Lease,
            () => request?.Keys is { } keys ? CallSubject.OfKeys(keys) : CallSubject.OfText(queueStep?.By ?? ""),
            () => _inner.LeaseAsync(queueStep!, request!, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Settle,
            settlements?.Select(settlement => settlement.Key),
            () => _inner.SettleAsync(queueStep, settlements!, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep,
        IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Resolve,
            resolutions?.Select(resolution => resolution.Key),
            () => _inner.ResolveAsync(queueStep, resolutions!, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Discard,
            keys,
            () => _inner.DiscardAsync(queueStep, keys, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Archive,
            keys,
            () => _inner.ArchiveAsync(queueStep, keys, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Reopen,
            keys,
            () => _inner.ReopenAsync(queueStep, keys, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep,
        ContentHash key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Edit,
            [key],
            () => _inner.EditAsync(queueStep, key, content, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(
            StoreOperation.Uncertain,
            [key],
            () => _inner.ReadUncertainAsync(key, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Acts, [key], () => _inner.ReadActionsAsync(key, cancellationToken), cancellationToken);

    private static CallSubject SubjectOf(IReadOnlyList<FailedDelivery> deliveries) => CallSubject.OfKeys(
        deliveries.Where(delivery => delivery is not null).Select(delivery => delivery.ComputeKey()));

    private ValueTask<T> RunAsync<T>(
        StoreOperation operation,
        IEnumerable<ContentHash>? keys,
        Func<ValueTask<T>> call,
        CancellationToken cancellationToken) =>
        _injector.RunAsync(operation, () => CallSubject.OfKeys(keys ?? []), call, cancellationToken);
}
