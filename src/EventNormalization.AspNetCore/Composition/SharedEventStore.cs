using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.Composition;

/// <summary>The event store as the container hands it out: whoever disposes it disposes nothing.</summary>
/// <remarks>
/// A container disposes all that it made, in an order that nobody chose; the stores have one of their own, which
/// <see cref="StoreStack"/> keeps. What the store throws at a writer, which the pipeline outlasts, is told to the
/// host's log.
/// </remarks>
internal sealed class SharedEventStore(StoreStack stack, StoreFailureLog log) : IEventStore, IDisposable
{
    private readonly IEventStore _inner = stack.Events;

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _inner.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (log.Tell(exception, cancellationToken))
        {
            throw;
        }
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        _inner.CloseAsync(name, cancellationToken);

    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(key, cancellationToken);

    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _inner.QueryAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        _inner.ReadSpellingsAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        _inner.ReadTotalsAsync(query, cancellationToken);

    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _inner.ReadStatisticsAsync(cancellationToken);

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
