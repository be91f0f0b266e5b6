using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Splits deliveries that may hold several events into parts of bounded size.</summary>
internal static class DeliverySplitter
{
    /// <summary>The approximate size of a part, in bytes of envelopes.</summary>
    private const int EnvelopeBytesMax = 1 << 18;

    /// <summary>The deliveries that are expanded together: at least one, or all if each is an event.</summary>
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
