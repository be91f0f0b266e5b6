using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>The bytes of failed events, one line each, exactly as they were received.</summary>
internal static class FailedExport
{
    public static async Task WriteAsync(IAsyncEnumerable<FailedEvent> entries, Stream output)
    {
        using var json = new JsonLine(output);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            json.Writer.WriteStartObject();
            json.Writer.WriteBase64String(FailedEntryJson.RawMember, entry.Raw.Span);
            FailedEventContext.Write(json.Writer, entry);
            json.Writer.WriteEndObject();
            await json.EndAsync().ConfigureAwait(false);
        }
    }
}
