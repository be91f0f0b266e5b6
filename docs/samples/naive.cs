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
        var json = JsonNode.Parse(line)!;
        var body = json["data"] ?? json["payload"] ?? json["event"] ?? json["properties"] ?? json;
        var client = Find(json, body, "client_id", "client", "clientId", "customer", "source", "tenant_id")!.Trim();
        var metric = Find(json, body, "metric", "type", "event_type", "event_name")!.Trim().ToLowerInvariant();
        var amount = decimal.Parse(Find(json, body, "amount", "total", "value")!, CultureInfo.InvariantCulture);
        var at = DateTimeOffset.Parse(
            Find(json, body, "timestamp", "ts", "date", "created_at", "occurred_at")!, CultureInfo.InvariantCulture);
        Run("insert or ignore into events values ($0, $1, $2, $3)",
            client, metric, amount.ToString(CultureInfo.InvariantCulture), at.UtcDateTime.ToString("O"));
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

static string? Find(JsonNode json, JsonNode body, params string[] names) =>
    names.Select(name => (body[name] ?? json[name])?.ToString()).FirstOrDefault(text => text is not null);

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
