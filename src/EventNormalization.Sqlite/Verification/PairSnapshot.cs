using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <summary>Both files of a pair as of one moment, however long they are read, while others go on writing.</summary>
internal sealed class PairSnapshot : IDisposable
{
    private PairSnapshot(SqliteDatabase events, SqliteDatabase? failed)
    {
        Events = events;
        Failed = failed;
    }

    public SqliteDatabase Events { get; }

    /// <summary>The failed events; null of a store that never had any.</summary>
    public SqliteDatabase? Failed { get; }

    /// <summary>
    /// Takes it in a moment in which nobody writes to either file; where nobody can, there is no need to wait.
    /// </summary>
    public static async ValueTask<PairSnapshot> TakeAsync(
        string path, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        SqliteStorePair.Require(path);
        var failedPath = path + SqliteFailedEventStore.FileSuffix;
        var events = ReadableFile.Open(path, busyTimeout);
        SqliteDatabase? failed = null;
        try
        {
            failed = File.Exists(failedPath) ? ReadableFile.Open(failedPath, busyTimeout) : null;
            var patience = new Patience(busyTimeout);
            using var ofFailed = await TryLockAsync(failed, patience, cancellationToken).ConfigureAwait(false);
            using var ofEvents = await TryLockAsync(events, patience, cancellationToken).ConfigureAwait(false);
            Begin(events);
            Begin(failed);
            return new PairSnapshot(events, failed);
        }
        catch
        {
            events.Dispose();
            failed?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close(Events);
        Close(Failed);
    }

    private static void Close(SqliteDatabase? database)
    {
        if (database is not null)
        {
            database.RollBack();
            StoreSession.KeepNeededLog(database);
            database.Dispose();
        }
    }

    private static void Begin(SqliteDatabase? database)
    {
        // The first read is what a snapshot is of.
        database?.BeginReading();
        database?.ReadNumber("SELECT count(*) FROM meta");
    }

    private static async ValueTask<SqliteDatabase?> TryLockAsync(
        SqliteDatabase? file, Patience patience, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        var database = new SqliteDatabase(file.Path, TimeSpan.Zero);
        try
        {
            await database.BeginWritingAsync(patience, cancellationToken).ConfigureAwait(false);
            return database;
        }
        catch (SqliteStoreException error)
            when (error.Problem is SqliteStoreProblem.ReadOnly or SqliteStoreProblem.CannotOpen)
        {
            database.Dispose();
            return null;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
