using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>Totals as one JSON object.</summary>
internal static class TotalsJson
{
    public static async Task WriteAsync(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, Stream output)
    {
        using var json = new JsonLine(output);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("groups"u8);
        foreach (var group in groups)
        {
            TotalsGroupJson.Write(json.Writer, columns, group);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }
}
