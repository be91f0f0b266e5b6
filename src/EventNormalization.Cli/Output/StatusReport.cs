using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Storage;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>What a store and its failed events have received, and what became of it.</summary>
internal static class StatusReport
{
    public static Task WriteAsync(StoreStatus status, ReportStyle style, ToolEnvironment environment) =>
        style == ReportStyle.Json ? WriteJsonAsync(status, environment) : WriteTableAsync(status, environment);

    private static async Task WriteJsonAsync(StoreStatus status, ToolEnvironment environment)
    {
        using var json = new JsonLine(environment.Output);
        json.Writer.WriteStartObject();
        await StatisticsJson.WriteAsync(json, status).ConfigureAwait(false);
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static async Task WriteTableAsync(StoreStatus status, ToolEnvironment environment)
    {
        var table = Tables.Create("deliveries", "count");
        table.Columns[1].RightAligned();
        foreach (var (name, count) in status.Total.Counts)
        {
            table.AddRow(
                Tables.Cell(name.Replace('_', ' ')), Tables.Cell(count.ToString(CultureInfo.InvariantCulture)));
        }

        await Tables.WriteAsync(table, environment.TableWidth(), environment.Output).ConfigureAwait(false);
        if (status.IsByClient)
        {
            await Tables.WriteAsync(TableOf(status.Clients), environment.TableWidth(), environment.Output)
                .ConfigureAwait(false);
        }

        await ResultText.WriteAsync(
            environment.Output, $"{CountText.Of(status.Clients.Count, "client")}; {Words(status.Conservation)}\n")
                .ConfigureAwait(false);
    }

    private static Table TableOf(IReadOnlyList<ClientStatus> clients)
    {
        var table = Tables.Create(
            "client", "received", "accepted", "duplicates", "rejected", "deferred", "conflicts", "parked", "discarded");
        foreach (var client in clients)
        {
            List<Spectre.Console.Text> cells = [Tables.Cell(client.ClientId)];
            for (var i = 0; i < table.Columns.Count - 1; i++)
            {
                cells.Add(Tables.Cell(client.Counts[i].Count.ToString(CultureInfo.InvariantCulture)));
            }

            table.AddRow(cells);
        }

        return table;
    }

    private static string Words(Conservation conservation) => conservation.Holds
        ? "every delivery is counted once."
        : "NOT every delivery is counted once: " + conservation;
}
