using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>An event store with a group commit before it; what is read goes to the store directly.</summary>
/// <remarks>
/// Like <see cref="GroupCommitAppender"/>, which is enough for a pipeline. Thread-safe as far as the store is.
/// </remarks>
public sealed class GroupCommitEventStore : IEventStore
{
    private readonly IEventStore _inner;
    private readonly GroupCommitAppender _appender;

    /// <summary>Puts a group commit before a store.</summary>
    /// <param name="inner">Does the work; it is disposed with this one.</param>
    /// <param name="options">How much goes into one step; the defaults if left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is <see langword="null"/>.</exception>
    public GroupCommitEventStore(IEventStore inner, GroupCommitOptions? options = null)
    {
        _appender = new GroupCommitAppender(inner, options);
        _inner = inner;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        _appender.AppendAsync(appends, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        _appender.CloseAsync(name, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _inner.QueryAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        _inner.ReadSpellingsAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        _inner.ReadTotalsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _inner.ReadStatisticsAsync(cancellationToken);

    /// <summary>Refuses further appends, waits for those that came before, and disposes the store.</summary>
    /// <returns>A task that ends when the store is disposed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _appender.DisposeAsync().ConfigureAwait(ContextCapture.IsEnabled);
        await _inner.DisposeAsync().ConfigureAwait(ContextCapture.IsEnabled);
    }
}
