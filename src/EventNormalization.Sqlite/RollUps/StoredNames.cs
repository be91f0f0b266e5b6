using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The names of clients and metrics by their numbers, each read once.</summary>
internal sealed class StoredNames(SqliteDatabase database)
{
    private static readonly string SelectClient =
        $"SELECT name FROM clients WHERE {EventTables.Clients.IsWhole} AND client = ?1";

    private static readonly string SelectMetric =
        $"SELECT name FROM metrics WHERE {EventTables.Metrics.IsWhole} AND metric = ?1";

    private readonly Dictionary<long, string> _clients = [];
    private readonly Dictionary<long, string> _metrics = [];

    /// <exception cref="StoreCorruptedException">There is no such client.</exception>
    public string OfClient(long client) => Find(_clients, SelectClient, client);

    /// <exception cref="StoreCorruptedException">There is no such metric.</exception>
    public string OfMetric(long metric) => Find(_metrics, SelectMetric, metric);

    private string Find(Dictionary<long, string> known, string sql, long number)
    {
        if (!known.TryGetValue(number, out var name))
        {
            var select = database.Prepare(sql).Bind(1, number);
            name = select.Step()
                ? select.ReadText(0)
                : throw new StoreCorruptedException($"{database.Path}: a roll-up is of no client or no metric.");
            select.Reset();
            known.Add(number, name);
        }

        return name;
    }
}
