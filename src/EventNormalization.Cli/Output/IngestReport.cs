using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Commands;
using EventNormalization.Cli.Storage;
using EventNormalization.Pipeline;
using Spectre.Console;
using CellText = Spectre.Console.Text;

namespace EventNormalization.Cli.Output;

/// <summary>Says what became of the deliveries of a run.</summary>
internal static class IngestReport
{
    public static async Task WriteAsync(IngestRun run, IngestPlan plan, ToolEnvironment environment)
    {
        if (plan.Report == ReportStyle.Json)
        {
            await WriteJsonAsync(run, environment.Output).ConfigureAwait(false);
            return;
        }

        await Tables.WriteAsync(TableOf(run), environment.TableWidth(), environment.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(environment.Output, Rate(run) + Hint(run.Counts, plan.Store))
            .ConfigureAwait(false);
    }

    private static async Task WriteJsonAsync(IngestRun run, Stream output)
    {
        using var json = new JsonLine(output);
        var counts = run.Counts;
        json.Writer.WriteStartObject();
        json.Writer.WriteNumber("received"u8, counts.Received);
        foreach (var outcome in counts.ByOutcome)
        {
            json.Writer.WriteNumber(outcome.Name, outcome.Count);
        }

        json.Writer.WriteNumber("elapsed_seconds"u8, decimal.Round((decimal)run.Elapsed.TotalSeconds, 3));
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static Table TableOf(IngestRun run)
    {
        var counts = run.Counts;
        var table = Tables.Create("deliveries", "count");
        table.Columns[1].RightAligned();
        Add("received", counts.Received);
        foreach (var outcome in counts.ByOutcome)
        {
            Add(outcome.Name, outcome.Count);
        }

        return table;

        void Add(string name, long count) =>
            table.AddRow(new CellText(name), new CellText(count.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Rate(IngestRun run)
    {
        var seconds = run.Elapsed.TotalSeconds;
        var rate = run.Counts.Received / double.Max(seconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} seconds, {rate:F0} deliveries a second\n");
    }

    private static string Hint(IngestCounts counts, string store)
    {
        if (counts.Failed == 0)
        {
            return "";
        }

        return OpenStores.IsMemory(store)
            ? "Ingest into a file to keep what was not accepted, with every reason.\n"
            : $"To see what was not accepted, and why: eventnorm failed list --store {TerminalText.Escape(store)}\n";
    }
}
