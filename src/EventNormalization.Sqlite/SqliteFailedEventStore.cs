using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Keeps failed events in a SQLite file of their own.</summary>
public sealed class SqliteFailedEventStore : IFailedEventStore, IDisposable
{
    private SqliteFailedEventStore()
    {
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    public static SqliteFailedEventStore Open(string path, SqliteStoreOptions? options = null) =>
        throw new NotSupportedException(path + options);

    /// <inheritdoc/>
    public ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(EventId rawHash, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
    }
}
