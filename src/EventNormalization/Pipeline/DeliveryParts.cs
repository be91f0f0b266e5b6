using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Parts deliveries that may hold several events by their bytes, so that a part has not too many.</summary>
internal static class DeliveryParts
{
    /// <summary>About how many bytes of envelopes make a part.</summary>
    private const int EnvelopeBytesMax = 1 << 18;

    /// <summary>The deliveries that are taken apart together: at least one, or all where each is an event.</summary>
    public static ReadOnlyMemory<RawEvent> First(EventIdentifier identifier, ReadOnlyMemory<RawEvent> raws)
    {
        if (!identifier.ReadsEnvelopes)
        {
            return raws;
        }

        var count = 0;
        for (var bytes = 0L; count < raws.Length && bytes < EnvelopeBytesMax; count++)
        {
            bytes += raws.Span[count].Utf8.Length;
        }

        return raws[..count];
    }
}
