using System;
using System.IO;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>What is looked at after a session that did not end, and what a repair does about damage.</summary>
internal static class UncleanEnd
{
    // A check reads the whole file: about a second for 100 MiB. Larger files are checked by whoever verifies them.
    private const long CheckedPagesMax = 256L * 1024 * 1024 / 4096;

    private const string WaysOut =
        " Restore it from a backup, or go on with what is readable: --repair of the tool, StoreRecovery.Repair.";

    /// <summary>Refuses damage or repairs it, within a transaction of the caller that writes.</summary>
    public static void Judge(SqliteDatabase database, bool isLogNeeded, StoreRecovery recovery)
    {
        RequireLog(database, isLogNeeded, recovery);
        if (database.ReadNumber("PRAGMA page_count") <= CheckedPagesMax || recovery == StoreRecovery.Repair)
        {
            RequireSound(database, recovery);
        }
    }

    /// <summary>Refuses a log that is missing or damaged; a repair keeps it beside the store.</summary>
    public static void RequireLog(SqliteDatabase database, bool isLogNeeded, StoreRecovery recovery)
    {
        string? damage;
        try
        {
            damage = LogScan.IsThere(database.Path) ? LogScan.FindDamage(database.Path)
                : isLogNeeded ? "its log (-wal), which holds the last of what was stored, is missing"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PrivateFile.Failure(database.Path + "-wal", error);
        }

        if (damage is null)
        {
            return;
        }

        if (recovery != StoreRecovery.Repair)
        {
            throw Refused(database, damage);
        }

        Keep(database);
        StoreMeta.WriteNumber(
            database, StoreMeta.Repairs, StoreMeta.ReadNumber(database, StoreMeta.Repairs) + 1);
    }

    /// <summary>Refuses a file whose tables or indexes are damaged; a repair makes indexes anew.</summary>
    private static void RequireSound(SqliteDatabase database, StoreRecovery recovery)
    {
        var found = database.ReadText("PRAGMA integrity_check(1)");
        if (found == "ok")
        {
            return;
        }

        if (recovery == StoreRecovery.Repair)
        {
            database.Execute("REINDEX");
            found = database.ReadText("PRAGMA integrity_check(1)");
            if (found == "ok")
            {
                return;
            }

            throw new StoreCorruptedException(
                $"{database.Path} cannot be repaired: {found}. It was not changed; restore it from a backup.");
        }

        throw Refused(database, found ?? "it cannot be checked");
    }

    private static StoreCorruptedException Refused(SqliteDatabase database, string damage) => new(
        $"{database.Path} was not closed by the last program that wrote it, and is damaged: "
            + $"{damage}. It was not changed."
        + WaysOut);

    private static void Keep(SqliteDatabase database)
    {
        var log = database.Path + "-wal";
        if (!LogScan.IsThere(database.Path))
        {
            return;
        }

        try
        {
            File.Copy(log, log + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PrivateFile.Failure(log + ".damaged", error);
        }
    }
}
