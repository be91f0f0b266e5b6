using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Reading;

/// <summary>Sends all events of a search as a file, while they are read.</summary>
/// <param name="context">The request.</param>
/// <param name="events">The events.</param>
internal sealed class EventExport(HttpContext context, IAsyncEnumerable<StoredEvent> events)
{
    private const string Name = "events";

    /// <summary>The most events; <see langword="null"/> is all.</summary>
    public int? CountMax { get; init; }

    /// <summary>One JSON object a line.</summary>
    public async Task WriteNdjsonAsync()
    {
        using var json = new JsonLine(context.Response.Body);
        var count = 0;
        await foreach (var item in events.ConfigureAwait(false))
        {
            BeginOnce(ReadFormat.Ndjson);
            json.Writer.WriteStartObject();
            StoredEventJson.Write(json.Writer, item);
            json.Writer.WriteEndObject();
            await json.EndLineAsync().ConfigureAwait(false);
            if (++count == CountMax)
            {
                break;
            }
        }

        BeginOnce(ReadFormat.Ndjson);
        await json.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>One line an event, after a line of names.</summary>
    public async Task WriteCsvAsync(SchemaSet schemas)
    {
        var (csv, lines, count) = (new StoredEventCsv(schemas), new CsvLines(context.Response.Body), 0);
        csv.AppendHeader(lines.Text);
        await foreach (var item in events.ConfigureAwait(false))
        {
            BeginOnce(ReadFormat.Csv);
            csv.Append(lines.Text, item);
            await lines.PassOnAsync(context.RequestAborted).ConfigureAwait(false);
            if (++count == CountMax)
            {
                break;
            }
        }

        BeginOnce(ReadFormat.Csv);
        await lines.EndAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Begins as late as possible: before it, a store that cannot be read is still a problem.</summary>
    private void BeginOnce(ReadFormat format)
    {
        if (!context.Response.HasStarted)
        {
            ReadFormats.Begin(context.Response, format, Name);
        }
    }
}
