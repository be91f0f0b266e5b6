using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace EventNormalization.Sqlite;

/// <summary>Migrates a file of an older version on a copy; the old file is kept until the copy is complete.</summary>
/// <remarks>
/// <para>The file is verified first, and refused unchanged on any problem. Then it is copied in the same directory,
/// each step changes the copy in its own transaction, the copy is verified, and finally replaces the old file by one
/// rename. If that is interrupted, the next opening continues after the copy's last step.</para>
/// <para>Other writers are blocked meanwhile: the old file stays locked, so the copy is complete.</para>
/// </remarks>
internal sealed class StoreMigrator(string path, StoreKind kind, TimeSpan busyTimeout)
{
    private const int HeaderBytes = 100;
    private const string CopySuffix = ".migrating";
    private const string PartSuffix = ".migrating-part";

    private string Copy => path + CopySuffix;

    private string Part => path + PartSuffix;

    /// <summary>Migrates a file of an older version, if there is a migration.</summary>
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

            // One rename: at any time the path is the old file or the complete new one.
            File.Move(Copy, path, overwrite: true);
        }
    }

    private static long VersionOf(SqliteDatabase database) => database.ReadNumber("PRAGMA user_version") ?? 0;

    private bool IsOlder(SqliteDatabase database) =>
        database.ReadNumber("PRAGMA application_id") == kind.ApplicationId
        && VersionOf(database) < kind.SchemaVersion
        && kind.Migrations.Any(step => step.From == VersionOf(database));

    /// <summary>Locks out every other connection, and checkpoints the log into the file.</summary>
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
        // A copy gets its name only when it is complete. If the old file has changed since the interruption, the copy
        // is stale, and is created again.
        if (File.Exists(Copy) && IsCopyOf(old))
        {
            return;
        }

        Delete(Copy);
        Delete(Part);
        PrivateFile.Make(Part);
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
        catch (Exception error) when (error is SqliteStoreException or Storage.StoreCorruptedException)
        {
            return false;
        }
    }

    /// <summary>The hash of all pages without the header, which changes whenever the file is opened.</summary>
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
