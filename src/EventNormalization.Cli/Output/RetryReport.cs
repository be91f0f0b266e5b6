using System.Globalization;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Pipeline;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>What became of the deliveries of a retry.</summary>
internal static class RetryReport
{
    public static async Task WriteAsync(RetryPass pass, ReportStyle style, ToolEnvironment environment)
    {
        (string Name, long Count)[] counts =
        [
            ("retried", pass.Retried), ("accepted", pass.Accepted), ("duplicates", pass.Duplicates),
            ("already_counted", pass.AlreadyCounted), ("rejected", pass.Rejected), ("deferred", pass.Deferred),
            ("conflicts", pass.Conflicts), ("parked", pass.Parked), ("leased", pass.Leased),
        ];
        if (style == ReportStyle.Json)
        {
            using var json = new JsonLine(environment.Output);
            json.Writer.WriteStartObject();
            foreach (var (name, count) in counts)
            {
                json.Writer.WriteNumber(name, count);
            }

            json.Writer.WriteNumber("entries"u8, pass.Entries);
            json.Writer.WriteEndObject();
            await json.EndAsync().ConfigureAwait(false);
            return;
        }

        var table = Tables.Create("deliveries", "count");
        table.Columns[1].RightAligned();
        foreach (var (name, count) in counts)
        {
            table.AddRow(
                Tables.Cell(name.Replace('_', ' ')), Tables.Cell(count.ToString(CultureInfo.InvariantCulture)));
        }

        await Tables.WriteAsync(table, environment.TableWidth(), environment.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(environment.Output, CountText.Of(pass.Entries, "failed event") + ".\n")
            .ConfigureAwait(false);
    }
}
