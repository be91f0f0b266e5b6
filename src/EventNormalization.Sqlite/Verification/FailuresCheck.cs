using System;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Every failed event is what its key says, and the counts by client are what the entries add up to.</summary>
internal static class FailuresCheck
{
    private const string Sums =
        "sum(pending) AS pending, sum(retrying) AS retrying, sum(parked) AS parked, sum(rejected) AS rejected,"
        + " sum(conflicts) AS conflicts, sum(discarded) AS discarded, sum(settled) AS settled,"
        + " sum(already_counted) AS already_counted, sum(uncertain) AS uncertain";

    // What was settled in a file that is lost has no entry, and is among the counts all the same.
    private const string SelectClients = $"""
        SELECT name FROM clients
          LEFT JOIN (SELECT coalesce(client, ?1) AS client, {Sums} FROM failures GROUP BY 1) AS counted
            ON counted.client = clients.name
        WHERE clients.received <> clients.pending + clients.retrying + clients.parked + clients.rejected
            + clients.conflicts + clients.discarded + clients.settled + clients.already_counted
          OR (clients.pending, clients.retrying, clients.parked, clients.rejected, clients.conflicts, clients.discarded,
              clients.already_counted, clients.uncertain)
            IS NOT (coalesce(counted.pending, 0), coalesce(counted.retrying, 0), coalesce(counted.parked, 0),
              coalesce(counted.rejected, 0), coalesce(counted.conflicts, 0), coalesce(counted.discarded, 0),
              coalesce(counted.already_counted, 0), coalesce(counted.uncertain, 0))
        """;

    private const string SelectUncounted =
        "SELECT coalesce(client, ?1) FROM failures EXCEPT SELECT name FROM clients";

    private const string SelectSettled =
        "SELECT (SELECT coalesce(sum(settled), 0) FROM clients) - (SELECT coalesce(sum(settled), 0) FROM failures)";

    private const string SelectUncertain = """
        SELECT number FROM failures
        WHERE uncertain <> (SELECT count(*) FROM uncertain AS kept WHERE kept.failure = failures.number)
        """;

    private static readonly string SelectPage =
        FailedEventRowReader.Select + "failures.number > ?1 ORDER BY failures.number LIMIT 1";

    /// <summary>Reads all entries, one at a time, since one may be large; returns how many there are.</summary>
    public static long ReadEntries(SqliteDatabase database, Findings findings)
    {
        var count = 0L;
        for (var last = 0L; FindNext(database, last) is { } next; last = next)
        {
            findings.OnRow();
            count++;
            try
            {
                var select = database.Prepare(SelectPage).Bind(1, last);
                if (select.Step())
                {
                    FailedEventRowReader.Read(database, select);
                }

                select.Reset();
            }
            catch (Exception error) when (Findings.IsDamage(error))
            {
                findings.Add(error.Message);
            }
        }

        return count;
    }

    public static void CheckCounts(SqliteDatabase database, Findings findings)
    {
        CheckNone(database, SelectClients, "the counts of client {0} are not what its failed events add up to",
            findings);
        CheckNone(database, SelectUncounted, "client {0} has failed events, and no counts", findings);
        CheckNone(
            database, SelectUncertain, "the failed event {0} has another number of uncertain appends than it says",
            findings);
        var carried = database.ReadNumber(SelectSettled);
        if (carried != StoreMeta.ReadNumber(database, StoreMeta.Carried))
        {
            findings.Add($"{database.Path}: what the clients say was settled is not what the failed events add up to");
        }
    }

    private static long? FindNext(SqliteDatabase database, long number)
    {
        var select = database.Prepare("SELECT min(number) FROM failures WHERE number > ?1").Bind(1, number);
        long? next = select.Step() && !select.IsNull(0) ? select.ReadNumber(0) : null;
        select.Reset();
        return next;
    }

    private static void CheckNone(SqliteDatabase database, string sql, string problem, Findings findings)
    {
        using var select = database.PrepareOnce(sql);
        if (sql.Contains("?1", StringComparison.Ordinal))
        {
            select.Bind(1, FailedStatistics.UnknownClient);
        }

        while (select.Step())
        {
            findings.Add($"{database.Path}: " + problem.Replace("{0}", select.ReadText(0), StringComparison.Ordinal));
        }
    }
}
