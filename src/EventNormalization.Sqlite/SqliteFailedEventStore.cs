using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Sqlite;

/// <summary>Keeps failed events in a SQLite file of their own, apart from the fate of the event store.</summary>
/// <remarks>
/// <para>By custom the file is named as the event store's, with <see cref="FileSuffix"/> behind it. What is kept is on
/// the disk when <see cref="RecordAsync"/> returns. Several stores and programs may use one file at once.</para>
/// <para>The last 10,000 calls are known again by their name, or fewer if these have more than a million deliveries
/// together; the last 16 always are.</para>
/// <para>A damaged file is a <see cref="StoreCorruptedException"/>, a full disk or a locked file a
/// <see cref="SqliteException"/>; both name the file.</para>
/// </remarks>
public sealed partial class SqliteFailedEventStore : IFailedEventStore, IDisposable
{
    /// <summary>What stands behind the name of an event store's file in that of its failed events.</summary>
    public const string FileSuffix = ".failed";

    private readonly SqliteDatabase _database;
    private readonly FailureWriter _writer;
    private readonly ReadConnections _readers;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isDisposed;

    private SqliteFailedEventStore(SqliteDatabase database, SqliteStoreOptions options)
    {
        _database = database;
        _writer = new FailureWriter(database);
        _readers = new ReadConnections(database.Path, options.BusyTimeout);
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    /// <exception cref="SqliteStoreException">The file is no failed-event store, or cannot be opened.</exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    public static SqliteFailedEventStore Open(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteStoreOptions.Default;
        var database = StoreFile.OpenToWrite(
            Path.GetFullPath(path), FailureTables.Kind, options.BusyTimeout, static _ => { });
        return new SqliteFailedEventStore(database, options);
    }

    /// <summary>Whether there is a failed-event store in this file, of whatever version.</summary>
    /// <remarks>The file is not changed. One that cannot be read is none.</remarks>
    public static bool IsStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreFile.IsOfKind(Path.GetFullPath(path), FailureTables.Kind);
    }

    /// <inheritdoc/>
    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        foreach (var delivery in deliveries)
        {
            ArgumentNullException.ThrowIfNull(delivery, nameof(deliveries));
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Record(appendId, deliveries);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Closes the file. A call that has begun is finished first.</summary>
    public void Dispose()
    {
        _writing.Wait();
        if (!_isDisposed)
        {
            _isDisposed = true;
            _readers.Dispose();
            _database.Dispose();
        }

        _writing.Release();
    }

    private void Record(AppendId appendId, IReadOnlyList<FailedDelivery> deliveries)
    {
        _database.BeginWriting();
        try
        {
            if (AppendLog.Find(_database, appendId) is null)
            {
                foreach (var delivery in deliveries)
                {
                    _writer.Write(delivery);
                }

                AppendLog.Add(_database, appendId, [], deliveries.Count);
            }

            _database.Commit();
        }
        catch
        {
            _database.RollBack();
            throw;
        }
    }
}
