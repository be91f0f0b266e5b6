using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Keeps failed events in their own SQLite file, independent of the event store.</summary>
/// <remarks>
/// <para>By convention the file is named like the event store's, with the suffix <see cref="FileSuffix"/>. Changes are
/// on disk when a call returns. Several stores and programs may use one file at once.</para>
/// <para>Names of steps are remembered for 30 days, measured by the times of steps, and the last 10,000 always.</para>
/// <para>A damaged file is a <see cref="StoreCorruptedException"/>, a full disk or a locked file a
/// <see cref="SqliteException"/>; both name the file.</para>
/// </remarks>
public sealed partial class SqliteFailedEventStore : IFailedEventQueue, IDisposable
{
    /// <summary>The suffix of the file of failed events, after the name of the event store's file.</summary>
    public const string FileSuffix = ".failed";

    private readonly SqliteDatabase _database;
    private readonly FailedEventWriter _writer;
    private readonly ReadConnections _readers;
    private readonly WriterTurn _writing;

    private SqliteFailedEventStore(SqliteDatabase database, SqliteStoreOptions options)
    {
        _database = database;
        _writer = new FailedEventWriter(database);
        _readers = new ReadConnections(database.Path, options.BusyTimeout);
        _writing = new WriterTurn(_database.Dispose);
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    /// <param name="path">The file. SQLite keeps two more beside it while it is open.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <returns>The open store; it holds the file until it is disposed.</returns>
    /// <exception cref="SqliteStoreException">The file is no failed-event store, or cannot be opened.</exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static SqliteFailedEventStore Open(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteStoreOptions.Default;
        var database = StoreFile.OpenToWrite(
            Path.GetFullPath(path), FailedEventTables.Kind, options.BusyTimeout, static _ => { });
        return new SqliteFailedEventStore(database, options);
    }

    /// <summary>Whether there is a failed-event store in this file, of whatever version.</summary>
    /// <remarks>The file is not changed. A file that cannot be read is not a store.</remarks>
    /// <param name="path">The file, relative to the current directory; it need not exist.</param>
    /// <returns><see langword="false"/> also where there is no file, or one of another kind.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static bool IsStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreFile.IsOfKind(Path.GetFullPath(path), FailedEventTables.Kind);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        foreach (var delivery in deliveries)
        {
            ArgumentNullException.ThrowIfNull(delivery, nameof(deliveries));
        }

        var name = new StepName(appendId, QueueStepKind.Record, deliveries.Count, TimeOf(deliveries));
        await TakeAsync(name, () => Record(deliveries), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the file. A call that has begun is finished first, and then closes it itself.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _writing.Dispose();
    }

    private static Instant TimeOf(IReadOnlyList<FailedDelivery> deliveries) =>
        deliveries.Count == 0 ? Instant.MinValue : deliveries.Max(delivery => delivery.ReceivedAt);

    private byte[] Record(IReadOnlyList<FailedDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            _writer.Record(delivery);
        }

        return [];
    }

    /// <summary>Takes a step in one transaction, unless it was taken before; returns its first answer.</summary>
    private async ValueTask<byte[]> TakeAsync(StepName name, Func<byte[]> take, CancellationToken cancellationToken)
    {
        await _writing.EnterAsync(this, cancellationToken).ConfigureAwait(false);
        try
        {
            return Take(name, take);
        }
        finally
        {
            _writing.Leave();
        }
    }

    private byte[] Take(StepName name, Func<byte[]> take)
    {
        _database.BeginWriting();
        try
        {
            var answers = StepLog.Find(_database, name);
            if (answers is null)
            {
                answers = take();
                StepLog.Add(_database, name, answers);
            }

            _database.Commit();
            return answers;
        }
        catch
        {
            _writer.Clear();
            _database.RollBack();
            throw;
        }
    }
}
