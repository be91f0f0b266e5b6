using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <content>Reading, as <see cref="SqliteEventReader"/> does.</content>
public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        _reader.FindAsync(key, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>It reads through an index of all events: where the timestamp is known, find by the key.</remarks>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        _reader.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        _reader.ReadSpellingsAsync(key, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _reader.QueryAsync(query, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _reader.ReadStatisticsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        _reader.ReadTotalsAsync(query, cancellationToken);
}
