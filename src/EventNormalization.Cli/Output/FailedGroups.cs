using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Storage;
using NodaTime.Text;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Groups of failed events: what to fix first.</summary>
internal static class FailedGroups
{
    public static Task WriteAsync(IReadOnlyList<FailedGroup> groups, ReportStyle style, ToolEnvironment environment) =>
        style == ReportStyle.Json ? WriteJsonAsync(groups, environment) : WriteTableAsync(groups, environment);

    private static async Task WriteJsonAsync(IReadOnlyList<FailedGroup> groups, ToolEnvironment environment)
    {
        using var json = new JsonLine(environment.Output);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("groups"u8);
        foreach (var group in groups)
        {
            FailedGroupJson.Write(json.Writer, group);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static async Task WriteTableAsync(IReadOnlyList<FailedGroup> groups, ToolEnvironment environment)
    {
        var table = Tables.Create("reason", "field", "client", "events", "seen", "first", "last");
        table.Columns[3].RightAligned();
        table.Columns[4].RightAligned();
        foreach (var group in groups)
        {
            table.AddRow(
                Tables.Cell(group.ReasonCode),
                Tables.Cell(group.Field),
                Tables.Cell(group.ClientId ?? FailedStatistics.UnknownClient),
                Tables.Cell(group.EntryCount.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(group.Occurrences.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(InstantPattern.ExtendedIso.Format(group.FirstReceivedAt)),
                Tables.Cell(InstantPattern.ExtendedIso.Format(group.LastReceivedAt)));
        }

        await Tables.WriteAsync(table, environment.TableWidth(), environment.Output).ConfigureAwait(false);
    }
}
