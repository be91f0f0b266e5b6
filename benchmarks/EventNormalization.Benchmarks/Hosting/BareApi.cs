using System;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Benchmarks.Hosting;

/// <summary>What one writes first: one row for each request, by its own hand.</summary>
internal static class BareApi
{
    public static void Map(IEndpointRouteBuilder app, string path)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true }.ToString();
        using (var connection = new SqliteConnection(source))
        {
            connection.Open();
            using var create = connection.CreateCommand();
            create.CommandText = "pragma journal_mode=wal; "
                + "create table events(number integer primary key, client_id text not null, metric text not null, "
                + "amount text not null, timestamp text not null)";
            create.ExecuteNonQuery();
        }

        app.MapPost("/v1/events", async context =>
        {
            var posted = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            await InsertAsync(source, posted);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentLength = 0;
        });
    }

    /// <summary>How many rows there are.</summary>
    public static long Count(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from events";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task InsertAsync(string source, JsonElement posted)
    {
        await using var connection = new SqliteConnection(source);
        await connection.OpenAsync();
        await using (var durable = connection.CreateCommand())
        {
            durable.CommandText = "pragma synchronous=full; pragma busy_timeout=30000";
            durable.ExecuteNonQuery();
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "insert into events(client_id, metric, amount, timestamp) values($c, $m, $a, $t)";
        command.Parameters.AddWithValue("$c", posted.GetProperty("client_id").GetString());
        command.Parameters.AddWithValue("$m", posted.GetProperty("metric").GetString());
        command.Parameters.AddWithValue("$a", posted.GetProperty("amount").GetRawText());
        command.Parameters.AddWithValue("$t", posted.GetProperty("timestamp").GetString());
        if (await command.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException("The row was not inserted.");
        }
    }
}
