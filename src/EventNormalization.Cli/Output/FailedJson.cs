using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Cli.Output;

/// <summary>Failed events as one JSON object.</summary>
internal static class FailedJson
{
    public static async Task WriteAsync(IAsyncEnumerable<FailedEvent> entries, Stream output)
    {
        using var json = new JsonLine(output);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("failed"u8);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            Write(json.Writer, entry);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, FailedEvent entry)
    {
        json.WriteStartObject();
        json.WriteString("raw_sha256"u8, entry.Key.ToString());
        json.WriteString("state"u8, FailedLabels.Of(entry.State));
        json.WriteNumber("uncertain"u8, entry.Progress.Counts.Uncertain);
        json.WriteNumber("attempts"u8, entry.Progress.Attempts);
        json.WriteNumber("generation"u8, entry.Progress.Generation);
        json.WriteBoolean("archived"u8, entry.Progress.IsArchived);
        json.WriteString("client_id"u8, entry.ClientId);
        json.WriteNumber("occurrences"u8, entry.Occurrences);
        json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt));
        json.WriteString("last_received_at"u8, InstantPattern.ExtendedIso.Format(entry.LastReceivedAt));
        json.WriteString("source"u8, entry.Location.Source);
        json.WriteNumber("line"u8, entry.Location.LineNumber);
        json.WriteString("event_id"u8, entry.Id?.ToString());
        json.WriteString("stored_event_id"u8, entry.StoredId?.ToString());
        FieldErrorJson.Write(json, entry.Reasons);
        json.WriteBase64String(FailedExportReader.RawMember, entry.Raw.Span);
        if (entry.Edited is { } edited)
        {
            json.WriteBase64String("edited_base64"u8, edited.Span);
        }

        FailedEventContext.Write(json, entry);
        json.WriteEndObject();
    }
}
