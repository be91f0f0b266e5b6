using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;

namespace EventNormalization.Cli.Input;

/// <summary>
/// Ingests the deliveries that <c>failed export</c> wrote, with exactly the bytes that were received.
/// </summary>
internal sealed class FailedExportReader(EventPipeline pipeline, TimeProvider time, UnreadableLines unreadable)
{
    /// <summary>Ingests the lines of a file; those that are none of an export are passed over and noted.</summary>
    public async IAsyncEnumerable<IngestedBatch> ReadAsync(InputFile file)
    {
        var reader = new EventReader(file.ReaderOptions(InputFormat.Failed), time);
        await foreach (var batch in reader.ReadAsync(file.Stream).ConfigureAwait(false))
        {
            using var memory = batch;
            yield return new IngestedBatch
            {
                Results = await pipeline.IngestBatchAsync(Decode(batch)).ConfigureAwait(false),
                BytesRead = batch.BytesRead,
            };
        }
    }

    private RawEvent[] Decode(RawEventBatch batch)
    {
        var decoded = new List<RawEvent>(batch.Events.Length);
        foreach (var line in batch.Events.Span)
        {
            if (Decode(line) is { } delivery)
            {
                decoded.Add(delivery);
            }
            else
            {
                unreadable.Add(line.Location);
            }
        }

        return [.. decoded];
    }

    private static RawEvent? Decode(RawEvent line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Utf8);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(FailedEntryJson.RawMember, out var raw)
                && raw.ValueKind == JsonValueKind.String
                && raw.TryGetBytesFromBase64(out var bytes))
            {
                return new RawEvent(bytes, line.ReceivedAt, line.Location)
                {
                    Part = PartOf(document.RootElement),
                    Context = ContextOf(document.RootElement),
                };
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException
            or InvalidOperationException or KeyNotFoundException)
        {
            // The framework's reader throws if a text is not JSON; the line is noted as unreadable.
        }

        return null;
    }

    private static EnvelopePart? PartOf(JsonElement line) =>
        line.TryGetProperty(FailedEventContext.EnvelopeMember, out var envelope)
            ? new EnvelopePart(
                envelope.GetBytesFromBase64(),
                line.GetProperty(FailedEventContext.PathMember).GetString()!,
                line.GetProperty(FailedEventContext.RecordMember).GetInt32())
            : null;

    private static EventContext ContextOf(JsonElement line) =>
        line.TryGetProperty(FailedEventContext.ContextMember, out var context)
            ? EventContext.FromJson(Encoding.UTF8.GetBytes(context.GetRawText()))
            : EventContext.Empty;
}
