using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Keeps failed events in their own SQLite file, independent of the event store.</summary>
/// <remarks>
/// <para>By convention the file is named like the event store's, with the suffix <see cref="FileSuffix"/>. Changes are
/// on disk when a call returns. Several stores and programs may use one file at once.</para>
/// <para>Names of steps are remembered for 30 days, measured by the times of steps, and the last 10,000 always.</para>
/// <para>A damaged file is a <see cref="StoreCorruptedException"/>; a full disk, a locked file and the like are a
/// <see cref="SqliteStoreException"/> that says which. Both name the file. New files are for their owner alone (mode
/// 0600).</para>
/// </remarks>
public sealed partial class SqliteFailedEventStore : IBulkOperationQueue, IDisposable
{
    /// <summary>The suffix of the file of failed events, after the name of the event store's file.</summary>
    public const string FileSuffix = ".failed";

    private readonly WritableFile? _file;
    private readonly FailedEventWriter? _fileWriter;
    private readonly string _path;
    private readonly ReadConnections _readers;
    private readonly WriterTurn _writing;

    private SqliteFailedEventStore(string path, WritableFile? file, SqliteStoreOptions options)
    {
        _path = path;
        _file = file;
        _fileWriter = file is null ? null : new FailedEventWriter(file.Database);
        _readers = new ReadConnections(path, options.BusyTimeout);
        _writing = new WriterTurn(() => _file?.Dispose());
    }

    private WritableFile OpenFile => _file ?? throw new SqliteStoreException(
        SqliteStoreProblem.ReadOnly, $"{_path} was opened to read.");

    private FailedEventWriter Writer => _fileWriter!;

    private OperationWriter OperationWriter => new(OpenFile.Database, Writer);

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
        var full = Path.GetFullPath(path);
        return new SqliteFailedEventStore(
            full, StoreFile.OpenToWrite(full, FailedEventTables.Kind, options, static _ => { }), options);
    }

    /// <summary>Opens the store in a file that is there, to read it: steps of the queue are refused.</summary>
    /// <param name="path">The file of failed events; it is not made if it is not there.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <returns>The store, which needs no right to write.</returns>
    /// <exception cref="SqliteStoreException">
    /// The file is no failed-event store of this version, or cannot be read.
    /// </exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static SqliteFailedEventStore OpenToRead(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteStoreOptions.Default;
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{full}: there is no such file.");
        }

        StoreFile.RequireReadable(full, FailedEventTables.Kind, options.BusyTimeout);
        return new SqliteFailedEventStore(full, null, options);
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

    /// <summary>Has this file and that of an event store know each other.</summary>
    internal void JoinTo(SqliteDatabase events, StoreRecovery recovery)
    {
        _writing.Enter(this);
        var database = OpenFile.Database;
        try
        {
            database.WaitFor(TimeSpan.FromSeconds(30));
            StorePairing.Join(events, database, Writer, recovery);
        }
        finally
        {
            database.WaitFor(TimeSpan.Zero);
            _writing.Leave();
        }
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
            Writer.Record(delivery);
        }

        return [];
    }

    /// <summary>Takes a step in one transaction, unless it was taken before; returns its first answer.</summary>
    private async ValueTask<byte[]> TakeAsync(StepName name, Func<byte[]> take, CancellationToken cancellationToken)
    {
        // The waiting for other programs counts from here on: those after in the queue have waited with the first.
        var file = OpenFile;
        var patience = file.NewPatience();
        await _writing.EnterAsync(this, cancellationToken).ConfigureAwait(false);
        try
        {
            await file.BeginAsync(patience, cancellationToken).ConfigureAwait(false);
            return Take(file, name, take);
        }
        finally
        {
            _writing.Leave();
        }
    }

    private byte[] Take(WritableFile file, StepName name, Func<byte[]> take)
    {
        try
        {
            var answers = StepLog.Find(file.Database, name);
            if (answers is null)
            {
                answers = take();
                StepLog.Add(file.Database, name, answers);
            }

            file.Commit();
            return answers;
        }
        catch
        {
            Writer.Clear();
            file.Database.RollBack();
            throw;
        }
    }
}
