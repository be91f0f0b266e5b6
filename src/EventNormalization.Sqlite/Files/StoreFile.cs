using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>Opens store files, and explains why one cannot be opened.</summary>
internal static class StoreFile
{
    private const int SynchronousFull = 2;

    /// <summary>Opens a file for writing, and creates its tables if it is new.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="busyTimeout">How long to wait for other writers.</param>
    /// <param name="prepare">What else belongs to the opening.</param>
    public static SqliteDatabase OpenToWrite(
        string path, StoreKind kind, TimeSpan busyTimeout, Action<SqliteDatabase> prepare)
    {
        try
        {
            new StoreMigrator(path, kind, busyTimeout).MigrateIfOlder();
            return Guard(path, busyTimeout, database =>
            {
                var isNew = IsNew(database, kind);
                Configure(database, busyTimeout);
                if (isNew)
                {
                    MakeTables(database, kind);
                }

                prepare(database);
            });
        }
        catch (SqliteException error)
        {
            throw new SqliteStoreException(Explain(path, kind, error), error);
        }
    }

    /// <summary>Throws for a file that is not of this kind and version; never changes it.</summary>
    /// <exception cref="SqliteStoreException">It is not, or cannot be read.</exception>
    public static void RequireKind(string path, StoreKind kind, TimeSpan busyTimeout)
    {
        try
        {
            using var database = new SqliteDatabase(path, busyTimeout);
            if (IsNew(database, kind))
            {
                throw new SqliteStoreException($"{path} is not {kind.Name}: it is empty.");
            }
        }
        catch (SqliteException error)
        {
            throw new SqliteStoreException(Explain(path, kind, error), error);
        }
    }

    /// <summary>Whether there is a file of this kind, of any version; never changes it.</summary>
    public static bool IsOfKind(string path, StoreKind kind)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var database = new SqliteDatabase(path, TimeSpan.FromSeconds(1));
            return database.ReadNumber("PRAGMA application_id") == kind.ApplicationId;
        }
        catch (SqliteException)
        {
            // A file that SQLite cannot read is not a store. Opening it would tell why.
            return false;
        }
    }

    /// <summary>Opens one more connection to a file that was opened before.</summary>
    public static SqliteDatabase OpenToRead(string path, TimeSpan busyTimeout) =>
        Guard(path, busyTimeout, database => Configure(database, busyTimeout));

    private static SqliteDatabase Guard(string path, TimeSpan busyTimeout, Action<SqliteDatabase> prepare)
    {
        var database = new SqliteDatabase(path, busyTimeout);
        try
        {
            prepare(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the file has no tables yet. Nothing is written before the file is known to be a store.
    /// </summary>
    private static bool IsNew(SqliteDatabase database, StoreKind kind)
    {
        // Read in one transaction, since another process may be creating the tables.
        database.BeginReading();
        var applicationId = database.ReadNumber("PRAGMA application_id");
        var tableCount = database.ReadNumber("SELECT count(*) FROM sqlite_master");
        var version = database.ReadNumber("PRAGMA user_version");
        database.Commit();
        if (applicationId == 0 && tableCount == 0)
        {
            return true;
        }

        if (applicationId != kind.ApplicationId)
        {
            throw new SqliteStoreException(
                $"{database.Path} is not {kind.Name}: it is {NameOf(applicationId)}. It was not changed.");
        }

        return version == kind.SchemaVersion
            ? false
            : throw new SqliteStoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Path} is {kind.Name} of version {version}, and this program reads version "
                + $"{kind.SchemaVersion}. It was not changed."));
    }

    /// <summary>Sets the pragmas for durability, and verifies them by reading them back.</summary>
    private static void Configure(SqliteDatabase database, TimeSpan busyTimeout)
    {
        var mode = SwitchToLog(database, busyTimeout);
        database.Execute("PRAGMA synchronous = FULL");
        var synchronous = database.ReadNumber("PRAGMA synchronous");
        if (mode != "wal" || synchronous != SynchronousFull)
        {
            throw new SqliteStoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Path} cannot be made durable: found journal mode '{mode}' and synchronous {synchronous}, "
                + $"expected 'wal' and {SynchronousFull}."));
        }

        // Pages of 32 MiB at most, in KiB, and a log of about 16 MiB before it is written back, in pages.
        database.Execute("PRAGMA cache_size = -32768");
        database.Execute("PRAGMA wal_autocheckpoint = 4000");
    }

    private static string? SwitchToLog(SqliteDatabase database, TimeSpan busyTimeout)
    {
        // SQLite does not wait if two connections switch a new file to WAL at once.
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return database.ReadText("PRAGMA journal_mode = WAL");
            }
            catch (SqliteException error)
                when (error.SqliteErrorCode == raw.SQLITE_BUSY && waiting.Elapsed < busyTimeout)
            {
                // A file is opened on the caller's thread, as SQLite opens it.
#pragma warning disable RS0030
                Thread.Sleep(TimeSpan.FromMilliseconds(5));
#pragma warning restore RS0030
            }
        }
    }

    private static void MakeTables(SqliteDatabase database, StoreKind kind)
    {
        database.BeginWriting();

        // Another process may have created them meanwhile.
        if (database.ReadNumber("SELECT count(*) FROM sqlite_master") == 0)
        {
            foreach (var table in kind.Tables)
            {
                database.Execute(table);
            }

            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA application_id = {kind.ApplicationId}"));
            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA user_version = {kind.SchemaVersion}"));
        }

        database.Commit();
    }

    private static string NameOf(long? applicationId) =>
        applicationId == EventTables.Kind.ApplicationId ? EventTables.Kind.Name
        : applicationId == FailedEventTables.Kind.ApplicationId ? FailedEventTables.Kind.Name
        : "a database of another program";

    private static string Explain(string path, StoreKind kind, SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => $"{path} is not {kind.Name}: it is no SQLite file, or a damaged one. It was not changed.",
        raw.SQLITE_CANTOPEN when Directory.Exists(path) => $"{path} is not {kind.Name}: it is a directory.",
        raw.SQLITE_CANTOPEN => $"{path} cannot be opened: {error.Message}",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{path} is locked by another program.",
        _ => $"{path} cannot be opened as {kind.Name}: {error.Message}",
    };
}
