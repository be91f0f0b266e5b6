using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>Wraps an event store, both its sides, and makes it fail by a plan.</summary>
/// <remarks>
/// Like <see cref="FailureInjectingAppender"/>, which is enough for a pipeline. What is read fails before anything is
/// read, or after it; with <see cref="FaultKind.Partial"/> a sequence breaks off after at most eight rows.
/// Thread-safe.
/// </remarks>
public sealed class FailureInjectingEventStore : IEventStore
{
    private readonly IEventStore _inner;
    private readonly FaultInjector _injector;
    private readonly FailureInjectingAppender _appender;

    /// <summary>Wraps a store with a plan.</summary>
    /// <param name="inner">What does the work; disposed with this one.</param>
    /// <param name="plan">Which calls fail, and how.</param>
    /// <param name="time">Tells the time to the plan, and waits for late calls.</param>
    public FailureInjectingEventStore(IEventStore inner, FaultPlan plan, TimeProvider time)
    {
        _injector = new FaultInjector(plan, time);
        _appender = new FailureInjectingAppender(inner, _injector);
        _inner = inner;
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
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        _appender.AppendAsync(appends, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        _appender.CloseAsync(name, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Find,
            () => CallSubject.OfEvent(key.Id),
            () => _inner.FindAsync(key, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Find,
            () => CallSubject.OfEvent(id),
            () => _inner.FindAsync(id, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _injector.GuardAsync(
            StoreOperation.Query,
            () => CallSubject.None,
            _inner.QueryAsync(query, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Spellings,
            () => CallSubject.OfEvent(key.Id),
            () => _inner.ReadSpellingsAsync(key, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Totals,
            () => CallSubject.None,
            () => _inner.ReadTotalsAsync(query, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _injector.GuardAsync(
            StoreOperation.Statistics,
            () => CallSubject.None,
            _inner.ReadStatisticsAsync(cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
