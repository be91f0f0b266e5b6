using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>
/// Makes store files: under another name first, so that a file with a store's name is always a whole one.
/// </summary>
internal static class NewStoreFile
{
    /// <summary>Makes a file if there is none. Of several that do so at once, one is first.</summary>
    /// <exception cref="SqliteStoreException">It cannot be made.</exception>
    public static void MakeIfMissing(string path, StoreKind kind)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            return;
        }

        var made = string.Create(
            CultureInfo.InvariantCulture, $"{path}.new-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}");
        try
        {
            PrivateFile.Make(made, path);
            MakeTables(made, kind);
            Publish(made, path);
        }
        catch
        {
            Remove(made);
            throw;
        }
    }

    /// <summary>Gives a complete file its name; false if there is one of that name by now.</summary>
    public static bool TryPublish(string made, string path)
    {
        try
        {
            File.Move(made, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PrivateFile.Failure(path, error);
        }
    }

    /// <summary>Removes what was not finished.</summary>
    public static void Remove(string made)
    {
        foreach (var file in new[] { made, made + "-journal", made + "-wal", made + "-shm" })
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What made it fail is told; a file that is left has a name that nobody asks for.
            }
        }
    }

    private static void Publish(string made, string path)
    {
        if (!TryPublish(made, path))
        {
            Remove(made);
        }
    }

    private static void MakeTables(string path, StoreKind kind)
    {
        using var database = new SqliteDatabase(path, TimeSpan.FromSeconds(1));
        database.Execute("PRAGMA synchronous = FULL");
        database.BeginWriting();
        foreach (var table in kind.Tables)
        {
            database.Execute(table);
        }

        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {kind.ApplicationId}"));
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {kind.SchemaVersion}"));
        database.Commit();
        database.ReadText("PRAGMA journal_mode = WAL");
    }
}
