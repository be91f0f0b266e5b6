using System;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <content>What of a delivery is taken: of whom, how long, and what of its bytes.</content>
public sealed partial class EventPipeline
{
    private EventPipeline(EventPipeline other, SendingRule sending)
    {
        (_identifier, _writer, _options) = (other._identifier, other._writer, other._options);
        (_identifying, _masker, _sending) = (other._identifying, other._masker, sending);
    }

    /// <summary>The same pipeline for a sender who may send events of some clients alone.</summary>
    /// <param name="maySend">
    /// Whether the sender may send events of a client; asked for each event whose client could be read, before anything
    /// is stored. If it throws, the call fails and nothing is acknowledged.
    /// </param>
    /// <returns>
    /// A pipeline over the same stores. What may not be sent is <see cref="IngestOutcome.Forbidden"/>: neither kept nor
    /// counted. It costs next to nothing, so each call may have its own.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="maySend"/> is null.</exception>
    public EventPipeline For(Func<string, bool> maySend)
    {
        ArgumentNullException.ThrowIfNull(maySend);
        return new EventPipeline(this, new SendingRule(maySend));
    }

    /// <summary>What goes to the stores: without what may not be sent, and with masked bytes.</summary>
    private DeliveryBatch Prepared(DeliveryBatch batch)
    {
        batch = _sending is null ? batch : _sending.Apply(batch);
        return _masker is null ? batch : _masker.Apply(batch);
    }

    private ReadOnlyMemory<RawEvent> Shortened(ReadOnlyMemory<RawEvent> raws)
    {
        foreach (ref readonly var raw in raws.Span)
        {
            if (raw.Utf8.Length > _options.EventBytesMax || HasMark(raw))
            {
                var shortened = raws.ToArray();
                for (var i = 0; i < shortened.Length; i++)
                {
                    shortened[i] = Shortened(shortened[i]);
                }

                return shortened;
            }
        }

        return raws;
    }

    /// <summary>Whether a byte order mark, which is not part of the value, precedes it.</summary>
    private static bool HasMark(in RawEvent raw) => raw.Part is null && raw.Utf8.Span.StartsWith(ByteOrderMark.Utf8);

    private RawEvent Shortened(RawEvent raw)
    {
        if (!raw.IsTruncated && HasMark(raw))
        {
            raw = new RawEvent(raw.Utf8[ByteOrderMark.Utf8.Length..], raw.ReceivedAt, raw.Location)
            {
                Context = raw.Context,
            };
        }

        return Limited(raw);
    }

    private RawEvent Limited(RawEvent raw) => raw.Utf8.Length <= _options.EventBytesMax
        ? raw
        : RawEvent.Truncated(raw.Utf8[.._options.EventBytesMax], raw.ReceivedBytes, raw.ReceivedAt, raw.Location) with
        {
            Context = raw.Context,
        };
}
