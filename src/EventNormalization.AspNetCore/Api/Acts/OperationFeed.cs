using System.Buffers;
using System.Text.Json;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;

namespace EventNormalization.Api.Acts;

/// <summary>Tells those who watch the stream how far operations are, as of each batch. Thread-safe.</summary>
internal sealed class OperationFeed(OutcomeFeed feed)
{
    /// <summary>An operation began, advanced or ended.</summary>
    public void Publish(BulkOperation operation)
    {
        if (!feed.HasOperationReaders)
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            OperationJson.Write(json, operation);
        }

        feed.PublishOperation(bytes.WrittenSpan);
    }
}
