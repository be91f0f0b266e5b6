using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Storage;

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
            json.Writer.WriteStartObject();
            FailedEntryJson.Write(json.Writer, entry, entry.Reasons);
            FailedEntryJson.WriteBytes(json.Writer, entry);
            json.Writer.WriteEndObject();
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }
}
