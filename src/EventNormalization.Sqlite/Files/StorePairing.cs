using System;
using System.IO;
using System.Linq;

namespace EventNormalization.Sqlite;

/// <summary>
/// An event store and its failed events know each other by their ids, from when they are first opened together.
/// </summary>
/// <remarks>
/// The failed events are told first: an interruption between the two leaves a pair that the next opening completes, and
/// never one that looks as if a file was lost.
/// </remarks>
internal static class StorePairing
{
    private const string SelectCarried = "SELECT name, from_failed FROM clients WHERE ";

    private static readonly string InsertCarried = FailedEventTables.Clients.Insert(
    [
        ("name", "?1"), ("received", "?2"), ("pending", "0"), ("retrying", "0"), ("parked", "0"), ("rejected", "0"),
        ("conflicts", "0"), ("discarded", "0"), ("settled", "?2"), ("already_counted", "0"), ("uncertain", "0"),
    ]);

    /// <summary>Refuses files of which one is missing, or that belong to others. They are not changed.</summary>
    /// <exception cref="SqliteStoreException">
    /// One is missing, and not to be started anew; or they belong to others.
    /// </exception>
    public static void Require(string events, string failed, StoreRecovery recovery)
    {
        var (hasEvents, hasFailed) = (File.Exists(events), File.Exists(failed));
        if (hasEvents && hasFailed)
        {
            var ofEvents = ReadIds(events, EventTables.Kind, recovery);
            var ofFailed = ReadIds(failed, FailedEventTables.Kind, recovery);
            Require(new Half(events, ofEvents), new Half(failed, ofFailed), recovery);
        }
        else if (recovery == StoreRecovery.StartNew)
        {
            return;
        }
        else if (hasEvents && ReadIds(events, EventTables.Kind, recovery).Partner is not null)
        {
            throw MissingFailed(events, failed);
        }
        else if (hasFailed && ReadIds(failed, FailedEventTables.Kind, recovery).Partner is not null)
        {
            throw new SqliteStoreException(
                SqliteStoreProblem.MissingPartner,
                $"{events}, the store that {failed} belongs to, is missing. Restore both from a backup; "
                    + $"or start a new store "
                + "beside it, into which what came from there can be retried: --new of the tool, "
                + "StoreRecovery.StartNew.");
        }
    }

    /// <summary>Joins two open files, within no transaction of either.</summary>
    /// <exception cref="SqliteStoreException">They belong to others.</exception>
    public static void Join(
        SqliteDatabase events, SqliteDatabase failed, FailedEventWriter writer, StoreRecovery recovery)
    {
        var (ofEvents, ofFailed) = (ReadIds(events), ReadIds(failed));
        if (ofEvents.Knows(ofFailed) && ofFailed.Knows(ofEvents))
        {
            return;
        }

        Require(new Half(events.Path, ofEvents), new Half(failed.Path, ofFailed), recovery);
        Write(failed, ofEvents.Id, () =>
        {
            if (ofEvents.Partner is not null && !ofEvents.Knows(ofFailed))
            {
                CarryOver(events, failed);
            }
            else if (ofFailed.Partner is not null && !ofFailed.Knows(ofEvents))
            {
                writer.TakeBackAll();
            }
        });
        Write(events, ofFailed.Id, () => { });
    }

    private static void Require(Half events, Half failed, StoreRecovery recovery)
    {
        var (ofEvents, ofFailed) = (events.Ids, failed.Ids);
        var knowsFailed = ofEvents.Partner is null || ofEvents.Knows(ofFailed);
        var knowsEvents = ofFailed.Partner is null || ofFailed.Knows(ofEvents);
        if (knowsFailed && knowsEvents)
        {
            return;
        }

        // Of one that was never joined to another, it is the new one of a pair that lost the old one.
        var isNew = knowsFailed ? ofEvents.Partner is null : ofFailed.Partner is null;
        if (isNew && recovery == StoreRecovery.StartNew)
        {
            return;
        }

        if (!knowsFailed && ofFailed.Partner is null)
        {
            throw MissingFailed(events.Path, failed.Path);
        }

        throw new SqliteStoreException(
            SqliteStoreProblem.ForeignPartner,
            $"{failed.Path} belongs to another store than {events.Path}. Neither was changed. Put back the file "
                + $"that belongs there; or "
            + "move the foreign one away and start a new one in its place: --new of the tool, StoreRecovery.StartNew.");
    }

    private static SqliteStoreException MissingFailed(string events, string failed) => new(
        SqliteStoreProblem.MissingPartner,
        $"{failed}, which holds the failed events of {events}, is missing. Restore both from a backup; or "
            + $"start a new one beside "
        + "the store, and what was in the old one is lost: --new of the tool, StoreRecovery.StartNew.");

    /// <summary>
    /// What the store took over from failed events was settled there, so each delivery stays counted once.
    /// </summary>
    private static void CarryOver(SqliteDatabase events, SqliteDatabase failed)
    {
        var select = events.Prepare(SelectCarried + EventTables.Clients.IsWhole + " AND from_failed > 0");
        var insert = failed.Prepare(InsertCarried);
        var carried = 0L;
        while (select.Step())
        {
            insert.Bind(1, select.ReadText(0)).Bind(2, select.ReadNumber(1)).Execute();
            carried += select.ReadNumber(1);
        }

        StoreMeta.WriteNumber(failed, StoreMeta.Carried, carried);
    }

    private static void Write(SqliteDatabase database, byte[] partner, Action change)
    {
        database.BeginWriting();
        try
        {
            change();
            StoreMeta.WriteBytes(database, StoreMeta.PartnerId, partner);
            database.Commit();
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    private static Ids ReadIds(string path, StoreKind kind, StoreRecovery recovery)
    {
        StoreFile.RequireReadable(path, kind, TimeSpan.FromSeconds(1), recovery);
        using var database = ReadableFile.Open(path, TimeSpan.FromSeconds(1));
        return ReadIds(database);
    }

    private static Ids ReadIds(SqliteDatabase database) => new(
        StoreMeta.ReadBytes(database, StoreMeta.StoreId)
            ?? throw new Storage.StoreCorruptedException($"{database.Path} has lost its id."),
        StoreMeta.ReadBytes(database, StoreMeta.PartnerId));

    /// <summary>One of the two files, and the ids that it holds.</summary>
    private readonly record struct Half(string Path, Ids Ids);

    private sealed record Ids(byte[] Id, byte[]? Partner)
    {
        public bool Knows(Ids other) => Partner is { } partner && partner.SequenceEqual(other.Id);
    }
}
