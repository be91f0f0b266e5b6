using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Sqlite;

/// <summary>
/// Brings the file of an older version forward, on a copy; the old file stays until the copy is complete.
/// </summary>
/// <remarks>
/// <para>The file is verified first, and refused unchanged on any problem. Then it is copied beside itself, each step
/// changes the copy in a transaction of its own, the copy is verified, and at last it takes the old file's place in one
/// step of the file system. Whenever that is interrupted, the next opening goes on from the copy's last step.</para>
/// <para>Nobody else can write meanwhile: the old file stays locked, so that the copy lacks nothing.</para>
/// </remarks>
internal sealed class StoreMigrator(string path, StoreKind kind, TimeSpan busyTimeout)
{
    private const int HeaderBytes = 100;
    private const string CopySuffix = ".migrating";
    private const string PartSuffix = ".migrating-part";

    private string Copy => path + CopySuffix;

    private string Part => path + PartSuffix;

    /// <summary>Migrates a file if it is of an older version that there are steps from.</summary>
    /// <exception cref="SqliteStoreException">The file has a problem, or is in use. It was not changed.</exception>
    public void MigrateIfOlder()
    {
        if (kind.Migrations.IsEmpty || !File.Exists(path))
        {
            return;
        }

        using var old = new SqliteDatabase(path, busyTimeout);
        if (!IsOlder(old))
        {
            return;
        }

        Lock(old);
        if (IsOlder(old))
        {
            Verify(old, kind.Migrations.Single(step => step.From == VersionOf(old)));
            MakeCopy(old);
            MigrateCopy();

            // One rename: the path names the old file or the complete new one, and never none.
            File.Move(Copy, path, overwrite: true);
        }
    }

    private static long VersionOf(SqliteDatabase database) => database.ReadNumber("PRAGMA user_version") ?? 0;

    private bool IsOlder(SqliteDatabase database) =>
        database.ReadNumber("PRAGMA application_id") == kind.ApplicationId
        && VersionOf(database) < kind.SchemaVersion
        && kind.Migrations.Any(step => step.From == VersionOf(database));

    /// <summary>Keeps every other connection out, and brings all that was written into the one file.</summary>
    private void Lock(SqliteDatabase old)
    {
        old.Execute("PRAGMA locking_mode = EXCLUSIVE");
        if (old.ReadText("PRAGMA journal_mode = DELETE") != "delete")
        {
            throw new SqliteStoreException(
                $"{path} is of an older version and in use: close every program that has it open. It was not changed.");
        }

        old.Execute("BEGIN EXCLUSIVE");
        old.Commit();
    }

    private void Verify(SqliteDatabase database, StoreMigration? step)
    {
        var found = database.ReadText("PRAGMA integrity_check(1)");
        if (found != "ok")
        {
            throw Refused(found);
        }

        foreach (var problem in step?.Problems ?? [])
        {
            if (database.ReadText(problem) is { } text)
            {
                throw Refused(text);
            }
        }
    }

    private SqliteStoreException Refused(string? problem) => new(
        $"{path} is of an older version and cannot be migrated: {problem}. It was not changed; "
            + $"restore it from a backup.");

    /// <summary>Copies the file, unless an interrupted migration has left a complete copy.</summary>
    private void MakeCopy(SqliteDatabase old)
    {
        // A copy has its name only when it is complete, and the old file was locked from then on or has not changed:
        // what was written since the interruption would be lost, so a copy of another state is made anew.
        if (File.Exists(Copy) && IsCopyOf(old))
        {
            return;
        }

        Delete(Copy);
        Delete(Part);
        using (var copy = old.PrepareOnce("VACUUM INTO ?1"))
        {
            copy.Bind(1, Part).Execute();
        }

        using (var part = new SqliteDatabase(Part, busyTimeout))
        {
            part.Execute("CREATE TABLE migrated_from(mark TEXT NOT NULL) STRICT");
            using var insert = part.PrepareOnce("INSERT INTO migrated_from VALUES(?1)");
            insert.Bind(1, MarkOf(old)).Execute();
        }

        File.Move(Part, Copy);
    }

    private bool IsCopyOf(SqliteDatabase old)
    {
        try
        {
            using var copy = new SqliteDatabase(Copy, busyTimeout);
            return copy.ReadText("SELECT mark FROM migrated_from") == MarkOf(old);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>The hash of all pages, without the header, which changes whenever somebody opens the file.</summary>
    private string MarkOf(SqliteDatabase old)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = HeaderBytes;
        return string.Create(
            CultureInfo.InvariantCulture, $"{VersionOf(old)} {Convert.ToHexStringLower(SHA256.HashData(stream))}");
    }

    private void MigrateCopy()
    {
        using var copy = new SqliteDatabase(Copy, busyTimeout);
        while (VersionOf(copy) < kind.SchemaVersion)
        {
            var step = kind.Migrations.Single(one => one.From == VersionOf(copy));
            Verify(copy, step);
            copy.BeginWriting();
            foreach (var statement in step.Statements)
            {
                copy.Execute(statement);
            }

            copy.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {step.From + 1}"));
            copy.Commit();
        }

        Verify(copy, step: null);
        copy.Execute("DROP TABLE IF EXISTS migrated_from");
    }

    private static void Delete(string file)
    {
        File.Delete(file);
        File.Delete(file + "-journal");
    }
}
