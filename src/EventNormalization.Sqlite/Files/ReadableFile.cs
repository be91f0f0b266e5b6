using System;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>Opens files to read: that makes no tables, and needs no right to write.</summary>
internal static class ReadableFile
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="SqliteStoreException">The file cannot be read.</exception>
    public static SqliteDatabase Open(string path, TimeSpan busyTimeout)
    {
        var database = new SqliteDatabase(path, busyTimeout);
        try
        {
            // The first read is where SQLite needs its log and the index beside it.
            database.ReadNumber("PRAGMA schema_version");
            StoreFile.SetUp(database);
            return database;
        }
        catch (SqliteStoreException error) when (CannotWrite(error) && File.Exists(path))
        {
            database.Dispose();
            return OpenUnchanging(path, error);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static bool CannotWrite(SqliteStoreException error) =>
        error.Problem is SqliteStoreProblem.CannotOpen or SqliteStoreProblem.ReadOnly;

    /// <summary>Without a log the file is all there is, and nobody who could write it is at work.</summary>
    private static SqliteDatabase OpenUnchanging(string path, SqliteStoreException error)
    {
        if (LogScan.IsThere(path))
        {
            throw new SqliteStoreException(
                SqliteStoreProblem.ReadOnly,
                $"{path} cannot be read here: its log ({path}-wal) was not written back, and reading it "
                    + $"needs the right to write "
                + "beside it. Copy both files to a folder that can be written.",
                error);
        }

        return StoreFile.Guard(SqliteDatabase.OpenUnchanging(path), database =>
        {
            database.ReadNumber("PRAGMA schema_version");
            StoreFile.SetUp(database);
        });
    }
}
