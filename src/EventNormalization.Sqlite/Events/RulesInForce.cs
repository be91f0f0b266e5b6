using EventNormalization.Identity;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>The rules that a store is written by: the last row of their table.</summary>
internal static class RulesInForce
{
    private const string SelectLast = "SELECT rules, fingerprint FROM rules ORDER BY rules DESC LIMIT 1";

    // The version of the time zone data is recorded for people: zone rules are part of how local times were read.
    private const string Insert =
        "INSERT INTO rules(fingerprint, zone_data, after_position)"
        + " SELECT ?1, ?2, coalesce(max(position), 0) FROM events";

    /// <summary>Compares the rules with those in force, and puts them in force where that is allowed.</summary>
    /// <returns>The number of the rules.</returns>
    /// <exception cref="RulesChangedException">Other rules are in force, and stay so.</exception>
    public static long Enter(SqliteDatabase database, RulesFingerprint fingerprint, RulesChange change)
    {
        if (Find(database, fingerprint, change) is { } inForce)
        {
            return inForce;
        }

        database.BeginWriting();
        try
        {
            // Another program may have put them in force since.
            var rules = Find(database, fingerprint, change) ?? Add(database, fingerprint);
            database.Commit();
            return rules;
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    /// <summary>Throws if another program has put other rules in force since.</summary>
    public static void Check(SqliteDatabase database, long rules)
    {
        if (database.ReadNumber("SELECT max(rules) FROM rules") != rules)
        {
            throw new RulesChangedException(
                $"{database.Path}: another program has changed the store's rules since it was opened here.");
        }
    }

    private static long? Find(SqliteDatabase database, RulesFingerprint fingerprint, RulesChange change)
    {
        var last = database.Prepare(SelectLast);
        if (!last.Step())
        {
            return null;
        }

        var number = last.ReadNumber(0);
        var inForce = last.ReadText(1);
        last.Reset();
        if (inForce == fingerprint.ToString())
        {
            return number;
        }

        return change == RulesChange.Accept ? null : throw new RulesChangedException(
            $"{database.Path} was written by the rules {inForce}, and these are the rules {fingerprint}. Events that "
            + "were delivered before may get another id and be counted again. Use the store's own rules, or accept "
            + "the change.");
    }

    private static long Add(SqliteDatabase database, RulesFingerprint fingerprint)
    {
        database.Prepare(Insert).Bind(1, fingerprint.ToString()).Bind(2, DateTimeZoneProviders.Tzdb.VersionId).Execute();
        return database.LastInsertedRow;
    }
}
