using System.Collections.Generic;
using System.Linq;
using EventNormalization.Rules;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>The rules that a store is written by: the last row of their table.</summary>
internal static class RulesInForce
{
    private static readonly string SelectLast =
        $"SELECT rules, fingerprint, schema FROM rules WHERE {EventTables.Rules.IsWhole} ORDER BY rules DESC LIMIT 1";

    // A client that has only had conflicts has no event.
    private const string SelectClient =
        "SELECT 1 FROM events WHERE client = (SELECT client FROM clients WHERE name = ?1) LIMIT 1";

    // The version of the time zone data is recorded for people: zone rules are part of how local times were read.
    private static readonly string Insert = EventTables.Rules.InsertNext(
        ("fingerprint", "?1"),
        ("schema", "?2"),
        ("zone_data", "?3"),
        ("after_position", "(SELECT coalesce(max(position), 0) FROM events)"));

    /// <summary>Compares the rules with those in force, and puts them in force where that is allowed.</summary>
    /// <returns>The number of the rules.</returns>
    /// <exception cref="RulesChangedException">Other rules are in force, and stay so.</exception>
    public static long Enter(SqliteDatabase database, StoreRules rules, SqliteStoreOptions options)
    {
        if (Last(database) is { } inForce && inForce.Is(rules))
        {
            return inForce.Number;
        }

        database.BeginWriting();
        try
        {
            // Another program may have put them in force since.
            var last = Last(database);
            var number = last is { } now && now.Is(rules) ? now.Number : Add(database, last, rules, options);
            database.Commit();
            return number;
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    /// <summary>Throws if another program has put other rules in force since.</summary>
    public static void Check(SqliteDatabase database, StoreRules rules)
    {
        if (database.ReadNumber("SELECT max(rules) FROM rules") != rules.Number)
        {
            throw new RulesChangedException(
                $"{database.Path}: another program has changed the store's rules since it was opened here, and it",
                RulesComparison.Between(Last(database)?.Schema ?? "", rules.Document));
        }
    }

    /// <summary>What the rules in force say; null if nobody has written to the store yet.</summary>
    public static string? FindText(SqliteDatabase database) => Last(database)?.Schema;

    /// <summary>What the rules in force say.</summary>
    /// <exception cref="StoreCorruptedException">The store has none.</exception>
    public static string ReadText(SqliteDatabase database) => FindText(database)
        ?? throw new StoreCorruptedException($"{database.Path} has lost its rules.");

    /// <summary>The fields that records may have by the rules in force.</summary>
    public static IReadOnlyList<string> ReadFieldNames(SqliteDatabase database) =>
        SchemaDocument.ReadFieldNames(ReadText(database));

    private static long Add(SqliteDatabase database, Row? last, StoreRules rules, SqliteStoreOptions options)
    {
        if (last is { } inForce && options.RulesChange != RulesChange.Accept)
        {
            var comparison = RulesComparison.Between(inForce.Schema, rules.Document);
            var isFree = comparison.Verdict == RulesVerdict.ProfilesAdded
                && !comparison.AddedProfiles.Any(
                    client => HasEvents(database, client) || options.HasFailedEvents(client));
            if (!isFree)
            {
                throw new RulesChangedException(database.Path, comparison);
            }
        }

        database.Prepare(Insert).Bind(1, rules.Fingerprint.ToString()).Bind(2, rules.Document.Text)
            .Bind(3, DateTimeZoneProviders.Tzdb.VersionId).Execute();
        return database.LastInsertedRow;
    }

    private static bool HasEvents(SqliteDatabase database, string client)
    {
        var select = database.Prepare(SelectClient).Bind(1, client);
        var hasEvents = select.Step();
        select.Reset();
        return hasEvents;
    }

    private static Row? Last(SqliteDatabase database)
    {
        var last = database.Prepare(SelectLast);
        Row? row = last.Step() ? new Row(last.ReadNumber(0), last.ReadText(1), last.ReadText(2)) : null;
        last.Reset();
        return row;
    }

    private readonly record struct Row(long Number, string Fingerprint, string Schema)
    {
        public bool Is(StoreRules rules) => Fingerprint == rules.Fingerprint.ToString();
    }
}
