using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.AspNetCore.Tests.Composition;

/// <summary>A store in memory that tells when it is closed.</summary>
internal sealed class ClosingEventStore(Action onClose) : IEventStore
{
    private readonly InMemoryEventStore _inner = new();

    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        _inner.AppendAsync(appends, cancellationToken);

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

    public ValueTask DisposeAsync()
    {
        onClose();
        return _inner.DisposeAsync();
    }
}
