using System;

namespace EventNormalization.Sqlite;

/// <summary>What is counted beside the events is what they add up to, and what refers to an event finds it.</summary>
internal static class CountsCheck
{
    private const string SelectClients = """
        SELECT clients.name, received, from_failed, accepted, duplicates, coalesce(events, 0), coalesce(deliveries, 0)
        FROM clients LEFT JOIN (
          SELECT client, count(*) AS events, sum(coalesce(occurrences, 1)) AS deliveries
          FROM events NOT INDEXED LEFT JOIN repeats USING(position) GROUP BY client) AS counted
        ON counted.client = clients.client
        WHERE received + from_failed <> accepted + duplicates OR accepted <> coalesce(events, 0)
          OR accepted + duplicates <> coalesce(deliveries, 0)
        """;

    private const string SelectUnknown = """
        SELECT position FROM events WHERE client NOT IN (SELECT client FROM clients)
          OR metric NOT IN (SELECT metric FROM metrics) OR rules NOT IN (SELECT rules FROM rules)
        """;

    private const string SelectKeyless = """
        SELECT position FROM events WHERE client_key IS NOT NULL AND NOT EXISTS(
          SELECT 1 FROM client_keys WHERE client_keys.client = events.client
            AND client_keys.client_key = events.client_key AND client_keys.position = events.position)
        """;

    private const string SelectEventless = """
        SELECT position FROM client_keys WHERE NOT EXISTS(
          SELECT 1 FROM events WHERE events.position = client_keys.position
            AND events.client = client_keys.client AND events.client_key = client_keys.client_key)
        """;

    private const string SelectMiscounted = """
        SELECT position FROM repeats WHERE spellings <> (
          SELECT count(*) FROM spellings AS kept
          WHERE kept.spelling >= position * 16 AND kept.spelling < (position + 1) * 16)
        """;

    private const string SelectUncounted = """
        SELECT spelling / 16 FROM spellings
        WHERE NOT EXISTS(SELECT 1 FROM repeats WHERE repeats.position = spelling / 16)
        """;

    private const string SelectRepeats =
        "SELECT position FROM repeats WHERE NOT EXISTS(SELECT 1 FROM events WHERE events.position = repeats.position)";

    public static void Run(SqliteDatabase database, Findings findings)
    {
        findings.Take("clients", found => CheckClients(database, found));
        findings.Take(
            "names", found => CheckNone(database, SelectUnknown, "is of no client, no metric or no rules", found));
        findings.Take("client keys", found =>
        {
            CheckNone(database, SelectKeyless, "has a client key that is not among the keys", found);
            CheckNone(database, SelectEventless, "does not have the client key that is kept for it", found);
        });
        findings.Take("spellings", found =>
        {
            CheckNone(database, SelectRepeats, "came again, and is not there", found);
            CheckNone(database, SelectMiscounted, "has another number of spellings than it says", found);
            CheckNone(database, SelectUncounted, "has spellings that it does not count", found);
        });
    }

    private static void CheckClients(SqliteDatabase database, Findings findings)
    {
        using var select = database.PrepareOnce(SelectClients);
        while (select.Step())
        {
            findings.Add(FormattableString.Invariant(
                $"{database.Path}: client {select.ReadText(0)}: received {select.ReadNumber(1)} and from failed ")
                + FormattableString.Invariant(
                $"{select.ReadNumber(2)}, accepted {select.ReadNumber(3)} and duplicates {select.ReadNumber(
                    4)}, and there are ")
                + FormattableString.Invariant($"{select.ReadNumber(5)} events of {select.ReadNumber(6)} deliveries"));
        }
    }

    private static void CheckNone(SqliteDatabase database, string sql, string problem, Findings findings)
    {
        using var select = database.PrepareOnce(sql);
        while (select.Step())
        {
            findings.Add(FormattableString.Invariant(
                $"{database.Path}: the event at position {select.ReadNumber(0)} {problem}"));
        }
    }
}
