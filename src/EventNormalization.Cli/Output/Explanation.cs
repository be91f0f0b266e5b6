using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>How one event was read, for people.</summary>
internal static class Explanation
{
    public static async Task WriteAsync(IdentificationResult result, Stream output)
    {
        await ResultText.WriteAsync(output, Verdict(result)).ConfigureAwait(false);
        if (result.Traces.Count > 0)
        {
            await Tables.WriteAsync(TableOf(result.Traces), output).ConfigureAwait(false);
        }
    }

    private static string Verdict(IdentificationResult result)
    {
        var text = new StringBuilder();
        if (result.IsSuccess)
        {
            text.Append("verdict    accepted, or a duplicate where this id is stored already\n");
            text.Append("event id   ").Append(result.Event.Id).Append('\n');
            text.Append("canonical  ").Append(Visible.Escape(result.Event.IdentityUtf8.Span)).Append('\n');
            return text.ToString();
        }

        text.Append("verdict    rejected\n");
        foreach (var error in result.Errors)
        {
            text.Append("reason     ").Append(Visible.Escape(error.ToString())).Append('\n');
        }

        return text.ToString();
    }

    private static Table TableOf(IReadOnlyList<FieldTrace> traces)
    {
        var table = Tables.Create("field", "found", "at", "text", "read by", "as");
        foreach (var trace in traces)
        {
            string[] cells =
            [
                trace.Field, Words(trace.Source), trace.Path, trace.Found ?? "", trace.Parser, trace.Value,
            ];
            table.AddRow(cells.Select(Tables.Cell));
        }

        return table;
    }

    private static string Words(FieldSource source) => source switch
    {
        FieldSource.OwnName => "by its name",
        FieldSource.Alias => "by an alias",
        FieldSource.OtherField => "in another field",
        FieldSource.Delivery => "beside the event",
        FieldSource.Default => "nowhere: default",
        _ => "not looked for: constant",
    };
}
