using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>What a retry would understand of failed events, and what it would refuse and why.</summary>
internal static class RetryPreviewReport
{
    public static Task WriteAsync(
        IAsyncEnumerable<FailedEvent> entries, EventIdentifier identifier, ReportStyle style, Stream output) =>
        style == ReportStyle.Json
            ? WriteJsonAsync(entries, identifier, output)
            : WriteTextAsync(entries, identifier, output);

    private static async Task WriteJsonAsync(
        IAsyncEnumerable<FailedEvent> entries, EventIdentifier identifier, Stream output)
    {
        using var json = new JsonLine(output);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("results"u8);
        var preview = await RetryPreview.ReadAsync(identifier, entries, async (entry, read) =>
        {
            Write(json.Writer, entry, read);
            await json.PassOnAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
        json.Writer.WriteEndArray();
        json.Writer.WriteNumber("entries"u8, preview.Entries);
        json.Writer.WriteNumber("understood"u8, preview.Understood);
        json.Writer.WriteNumber("refused"u8, preview.Refused);
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, FailedEvent entry, IdentificationResult read)
    {
        json.WriteStartObject();
        json.WriteString("raw_sha256"u8, entry.Key.ToString());
        json.WriteNumber("occurrences"u8, entry.Occurrences);
        json.WriteBoolean("understood"u8, read.IsSuccess);
        json.WriteString("event_id"u8, read.Event?.Id.ToString());
        FieldErrorJson.Write(json, read.Errors);
        json.WriteEndObject();
    }

    private static async Task WriteTextAsync(
        IAsyncEnumerable<FailedEvent> entries, EventIdentifier identifier, Stream output)
    {
        var preview = await RetryPreview.ReadAsync(
            identifier, entries, async (entry, read) =>
                await ResultText.WriteAsync(output, Line(entry, read)).ConfigureAwait(false)).ConfigureAwait(false);
        await ResultText.WriteAsync(
            output, $"{preview.Understood} understood, {preview.Refused} refused; nothing was stored.\n")
            .ConfigureAwait(false);
    }

    private static string Line(FailedEvent entry, IdentificationResult read)
    {
        var hash = entry.Key.ToString()[..12];
        return read.IsSuccess
            ? $"{hash}  understood as {read.Event!.Id}\n"
            : string.Concat(read.Errors.Select(error => TerminalText.Escape($"{hash}  refused: {error}") + "\n"));
    }
}
