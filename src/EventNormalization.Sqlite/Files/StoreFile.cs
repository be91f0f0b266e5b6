using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>Opens store files, and explains why one cannot be opened.</summary>
internal static class StoreFile
{
    private const int SynchronousFull = 2;

    // No page of SQLite is smaller, and a store has several.
    private const int LengthMin = 512;

    /// <summary>Opens a file to write, and makes it if it is not there.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="options">How to open it.</param>
    /// <param name="prepare">What else belongs to the opening.</param>
    public static WritableFile OpenToWrite(
        string path, StoreKind kind, SqliteStoreOptions options, Action<SqliteDatabase> prepare)
    {
        try
        {
            NewStoreFile.MakeIfMissing(path, kind);
            RequireLength(path, kind);
            new StoreMigrator(path, kind, options.BusyTimeout).MigrateIfOlder();
            StoreSession? session = null;
            var opened = Guard(new SqliteDatabase(path, options.BusyTimeout), database =>
            {
                Require(database, kind);
                Configure(database);
                session = kind.HasMeta ? Enter(database, options) : null;
                try
                {
                    prepare(database);
                }
                catch
                {
                    session?.Leave();
                    throw;
                }

                // From here on it is waited for other writers without a thread.
                database.WaitFor(TimeSpan.Zero);
            });
            return new WritableFile(opened, session, options.BusyTimeout);
        }
        catch (SqliteStoreException error) when (error.InnerException is SqliteException failure)
        {
            throw new SqliteStoreException(error.Problem, Explain(path, kind, failure), failure);
        }
    }

    /// <summary>
    /// Refuses a file that is not of this kind and version, or that lacks what was stored. It is not changed.
    /// </summary>
    /// <exception cref="SqliteStoreException">It is not, or cannot be read.</exception>
    public static void RequireReadable(
        string path, StoreKind kind, TimeSpan busyTimeout, StoreRecovery recovery = StoreRecovery.Refuse)
    {
        try
        {
            RequireLength(path, kind);
            using var database = ReadableFile.Open(path, busyTimeout);
            Require(database, kind);
            RequirePages(database);
            if (recovery != StoreRecovery.Repair)
            {
                StoreSession.Look(database);
                StoreSession.KeepNeededLog(database);
            }
        }
        catch (SqliteStoreException error) when (error.InnerException is SqliteException failure)
        {
            throw new SqliteStoreException(error.Problem, Explain(path, kind, failure), failure);
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
            using var database = ReadableFile.Open(path, TimeSpan.FromSeconds(1));
            return database.ReadNumber("PRAGMA application_id") == kind.ApplicationId;
        }
        catch (SqliteStoreException)
        {
            // A file that SQLite cannot read is not a store. Opening it would tell why.
            return false;
        }
    }

    /// <summary>Disposes the connection if something fails.</summary>
    public static SqliteDatabase Guard(SqliteDatabase database, Action<SqliteDatabase> prepare)
    {
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

    /// <summary>Refuses a file that is cut so short that nothing is in it: SQLite takes that for a new one.</summary>
    private static void RequireLength(string path, StoreKind kind)
    {
        var file = new FileInfo(path);
        if (file.Exists && file.Length < LengthMin)
        {
            throw new SqliteStoreException(SqliteStoreProblem.NotAStore, string.Create(
                CultureInfo.InvariantCulture,
                $"{path} is not {kind.Name}: it is {file.Length} bytes long, so it was cut or is of another "
                    + $"program. It was not "
                + $"changed. Restore it from a backup; or move it away, and a new one is made in its place "
                + $"(of a pair: with --new "
                + $"of the tool, StoreRecovery.StartNew)."));
        }
    }

    /// <summary>
    /// Refuses a file that lacks pages, or a part of one. While somebody writes, they may still be in the log.
    /// </summary>
    private static void RequirePages(SqliteDatabase database)
    {
        if (LogScan.IsThere(database.Path))
        {
            return;
        }

        var pageSize = database.ReadNumber("PRAGMA page_size") ?? 0;
        var expected = (database.ReadNumber("PRAGMA page_count") ?? 0) * pageSize;
        var found = new FileInfo(database.Path).Length;
        if (!LogScan.IsThere(database.Path) && (found < expected || found % pageSize != 0))
        {
            throw new Storage.StoreCorruptedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Path} was cut: it is {found} bytes long, and {expected} were written. Restore "
                    + $"it from a backup."));
        }
    }

    private static StoreSession Enter(SqliteDatabase database, SqliteStoreOptions options)
    {
        RequirePages(database);
        database.BeginWriting();
        try
        {
            var session = StoreSession.Enter(database, options.Recovery, options.BusyTimeout);
            database.Commit();
            return session;
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    /// <summary>Refuses what is not of the kind and the version.</summary>
    private static void Require(SqliteDatabase database, StoreKind kind)
    {
        // All is read as of one moment.
        database.BeginReading();
        var applicationId = database.ReadNumber("PRAGMA application_id");
        var version = database.ReadNumber("PRAGMA user_version");
        database.Commit();
        if (applicationId != kind.ApplicationId)
        {
            throw new SqliteStoreException(
                SqliteStoreProblem.NotAStore,
                $"{database.Path} is not {kind.Name}: it is {NameOf(applicationId)}. It was not changed; "
                + "name another file.");
        }

        if (version != kind.SchemaVersion)
        {
            throw new SqliteStoreException(SqliteStoreProblem.OtherVersion, string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Path} is {kind.Name} of version {version}, and this program reads version "
                + $"{kind.SchemaVersion}. It was not changed; open it with the program that wrote it."));
        }
    }

    /// <summary>Sets the pragmas for durability, and verifies them by reading them back.</summary>
    private static void Configure(SqliteDatabase database)
    {
        var mode = database.ReadText("PRAGMA journal_mode = WAL");
        SetUp(database);
        var synchronous = database.ReadNumber("PRAGMA synchronous");
        if (mode != "wal" || synchronous != SynchronousFull)
        {
            throw new SqliteStoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Path} cannot be made durable: found journal mode '{mode}' and synchronous {synchronous}, "
                + $"expected 'wal' and {SynchronousFull}."));
        }
    }

    /// <summary>What every connection is set to.</summary>
    public static void SetUp(SqliteDatabase database)
    {
        database.Execute("PRAGMA synchronous = FULL");

        // Pages of 32 MiB at most, in KiB.
        database.Execute("PRAGMA cache_size = -32768");

        // A page whose cells do not fit it is refused where it is read.
        database.Execute("PRAGMA cell_size_check = ON");
    }

    private static string NameOf(long? applicationId) =>
        applicationId == EventTables.Kind.ApplicationId ? EventTables.Kind.Name
        : applicationId == FailedEventTables.Kind.ApplicationId ? FailedEventTables.Kind.Name
        : "a database of another program";

    private static string Explain(string path, StoreKind kind, SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB =>
            $"{path} is not {kind.Name}: it is no SQLite file, or a damaged one. It was not changed; restore "
            + "it from a backup, or name another file.",
        raw.SQLITE_CANTOPEN when Directory.Exists(path) => $"{path} is not {kind.Name}: it is a directory.",
        raw.SQLITE_CANTOPEN when File.Exists(path) =>
            $"{path} cannot be opened to write: SQLite keeps two files beside it, and "
            + "there is no right to write in its folder, or to the file. It can be read as it is.",
        raw.SQLITE_CANTOPEN => $"{path} cannot be opened: {error.Message}",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{path} is locked by another program.",
        raw.SQLITE_READONLY =>
            $"{path} cannot be written: the file, its folder or the file system is read-only. It can be "
            + "read as it is; to write, copy it to where there is the right to.",
        raw.SQLITE_FULL => $"{path} cannot be opened: the disk is full.",
        _ => $"{path} cannot be opened as {kind.Name}: {error.Message}",
    };
}
