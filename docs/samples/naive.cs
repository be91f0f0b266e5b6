#:package Microsoft.Data.Sqlite@10.0.15

// What many would write instead: JsonNode, and an index that is unique. dotnet run naive.cs messy.ndjson
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

using var db = new SqliteConnection("Data Source=:memory:");
db.Open();
Run("create table events (client text, metric text, amount text, at text, unique (client, metric, amount, at))");
foreach (var line in File.ReadLines(args[0]))
{
    try
    {
        var members = new Dictionary<string, string>();
        Collect(JsonNode.Parse(line)!.AsObject(), members);
        string Find(params string[] names) => members[names.First(members.ContainsKey)].Trim();
        var client = Find("clientid", "client", "customerid", "customer", "accountid", "tenantid", "source");
        var metric = Find("metric", "metricname", "eventname", "eventtype", "type").ToLowerInvariant();
        var amount = decimal.Parse(Find("amount", "value", "total"), NumberStyles.Any, CultureInfo.InvariantCulture);
        var time = Find("timestamp", "ts", "time", "date", "createdat", "occurredat", "eventtime");
        var at = long.TryParse(time, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Run("insert or ignore into events values ($0, $1, $2, $3)",
            client, metric, amount.ToString("G29", CultureInfo.InvariantCulture), at.UtcDateTime.ToString("O"));
    }
    catch (Exception)
    {
        // It is none that we know.
    }
}

using var rows = Command("select amount from events").ExecuteReader();
var (count, sum) = (0, 0m);
while (rows.Read())
{
    (count, sum) = (count + 1, sum + decimal.Parse(rows.GetString(0), CultureInfo.InvariantCulture));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} events, sum {sum}"));

static void Collect(JsonObject json, Dictionary<string, string> members)
{
    foreach (var (name, value) in json)
    {
        if (value is JsonObject inner)
        {
            Collect(inner, members);
        }
        else
        {
            members[string.Concat(name.ToLowerInvariant().Where(char.IsLetter))] = value?.ToString() ?? "";
        }
    }
}

void Run(string sql, params string[] values) => Command(sql, values).ExecuteNonQuery();

SqliteCommand Command(string sql, params string[] values)
{
    var command = db.CreateCommand();
    command.CommandText = sql;
    for (var i = 0; i < values.Length; i++)
    {
        command.Parameters.AddWithValue("$" + i, values[i]);
    }

    return command;
}
