using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>Wraps an event store and measures how long its calls take and how they fail.</summary>
/// <remarks>
/// Into the instrument <c>eventnormalization.store.operation.duration</c> and into activities
/// (<see cref="EventNormalizationTelemetry"/>); while nobody listens, calls are passed on as they are. Put it behind a
/// group commit, so that a step is measured and not the wait for it. Thread-safe as far as the store is.
/// </remarks>
public sealed class ObservedEventStore : IEventStore
{
    private readonly IEventStore _inner;
    private readonly StoreCalls _calls;

    /// <summary>Wraps a store.</summary>
    /// <param name="inner">What does the work; disposed with this one.</param>
    /// <param name="time">Says how long a call took; the system's clock if left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public ObservedEventStore(IEventStore inner, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _calls = new StoreCalls(StoreCalls.Events, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        StoreCalls.AreWanted ? MeasureAppendAsync(appends, cancellationToken)
            : _inner.AppendAsync(appends, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Close, store => store.CloseAsync(name, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Find, store => store.FindAsync(key, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Find, store => store.FindAsync(id, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(StoreOperation.Query, _inner.QueryAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Spellings, store => store.ReadSpellingsAsync(key, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        RunAsync(StoreOperation.Totals, store => store.ReadTotalsAsync(query, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(StoreOperation.Statistics, _inner.ReadStatisticsAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    // Apart, so that an append makes nothing for a measurement that nobody wants.
    private ValueTask<IReadOnlyList<AppendAnswer>> MeasureAppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken) =>
        MeasureAsync(StoreOperation.Append, store => store.AppendAsync(appends, cancellationToken));

    private ValueTask<T> RunAsync<T>(StoreOperation operation, Func<IEventStore, ValueTask<T>> call) =>
        StoreCalls.AreWanted ? MeasureAsync(operation, call) : call(_inner);

    private ValueTask<T> MeasureAsync<T>(StoreOperation operation, Func<IEventStore, ValueTask<T>> call) =>
        _calls.RunAsync(operation, () => call(_inner));
}
