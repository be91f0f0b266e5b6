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
internal static class RetryPreview
{
    public static Task WriteAsync(
        IAsyncEnumerable<FailedEvent> entries, EventIdentifier identifier, ReportStyle style, Stream output) =>
        style == ReportStyle.Json
            ? WriteJsonAsync(entries, identifier, output)
            : WriteTextAsync(entries, identifier, output);

    private static async Task WriteJsonAsync(
        IAsyncEnumerable<FailedEvent> entries, EventIdentifier identifier, Stream output)
    {
        var (understood, refused) = (0L, 0L);
        using var json = new JsonLine(output);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("results"u8);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            var read = RetryReading.Read(identifier, entry);
            (understood, refused) = read.IsSuccess ? (understood + 1, refused) : (understood, refused + 1);
            Write(json.Writer, entry, read);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteNumber("entries"u8, understood + refused);
        json.Writer.WriteNumber("understood"u8, understood);
        json.Writer.WriteNumber("refused"u8, refused);
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
        var (understood, refused) = (0L, 0L);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            var read = RetryReading.Read(identifier, entry);
            (understood, refused) = read.IsSuccess ? (understood + 1, refused) : (understood, refused + 1);
            await ResultText.WriteAsync(output, Line(entry, read)).ConfigureAwait(false);
        }

        await ResultText.WriteAsync(
            output, $"{understood} understood, {refused} refused; nothing was stored.\n").ConfigureAwait(false);
    }

    private static string Line(FailedEvent entry, IdentificationResult read)
    {
        var hash = entry.Key.ToString()[..12];
        return read.IsSuccess
            ? $"{hash}  understood as {read.Event!.Id}\n"
            : string.Concat(read.Errors.Select(error => TerminalText.Escape($"{hash}  refused: {error}") + "\n"));
    }
}
