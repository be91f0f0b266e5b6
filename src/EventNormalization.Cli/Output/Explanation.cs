using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>How one event was read, for people.</summary>
internal static class Explanation
{
    public static async Task WriteAsync(RawEvent record, IdentificationResult result, int width, Stream output)
    {
        await ResultText.WriteAsync(output, PlaceOf(record) + Verdict(result)).ConfigureAwait(false);
        if (result.Traces.Count > 0)
        {
            await Tables.WriteAsync(TableOf(result.Traces), width, output).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Where the record stood, what stood around it, and what the host knew; nothing of a delivery alone.
    /// </summary>
    private static string PlaceOf(RawEvent record)
    {
        var text = new StringBuilder();
        if (record.Part is { } part)
        {
            text.Append("record     ").Append(part.RecordNumber).Append(" at ").Append(TerminalText.Escape(part.Path))
                .Append('\n');
            text.Append("raw        ").Append(TerminalText.Escape(record.Utf8.Span)).Append('\n');
        }

        if (record.Part is { Envelope.Length: > 0 } around)
        {
            text.Append("envelope   ").Append(TerminalText.Escape(around.Envelope.Span)).Append('\n');
        }

        if (!record.Context.IsEmpty)
        {
            text.Append("context    ").Append(TerminalText.Escape(record.Context.ToString())).Append('\n');
        }

        return text.ToString();
    }

    private static string Verdict(IdentificationResult result)
    {
        var text = new StringBuilder();
        if (result.IsSuccess)
        {
            text.Append("verdict    accepted, or a duplicate where this id is stored already\n");
            text.Append("event id   ").Append(result.Event.Id).Append('\n');
            text.Append("canonical  ").Append(TerminalText.Escape(result.Event.IdentityUtf8.Span)).Append('\n');
            return text.ToString();
        }

        text.Append("verdict    rejected\n");
        foreach (var error in result.Errors)
        {
            text.Append("reason     ").Append(TerminalText.Escape(error.ToString())).Append('\n');
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
        FieldSource.Constant => "not looked for: constant",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source is known."),
    };
}
