using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Keeps events in a SQLite file: the embedded durable store.</summary>
public sealed class SqliteEventStore : IEventStore, IDisposable
{
    private SqliteEventStore()
    {
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    public static SqliteEventStore Open(string path, string rulesFingerprint, SqliteStoreOptions? options = null) =>
        throw new NotSupportedException(path + rulesFingerprint + options);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(
        Instant timestamp, EventId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
    }
}
