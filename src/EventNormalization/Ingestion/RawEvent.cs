using System;
using NodaTime;

namespace EventNormalization.Ingestion;

/// <summary>One delivery as it arrived: bytes, time of receipt and where it came from.</summary>
/// <remarks>
/// The bytes are not copied. Those of a reader's batch are valid until the batch is disposed; keep a copy to keep them.
/// </remarks>
public readonly struct RawEvent
{
    /// <summary>Wraps received bytes, which need not be JSON at all.</summary>
    public RawEvent(ReadOnlyMemory<byte> utf8, Instant receivedAt, SourceLocation location = default)
    {
        Utf8 = utf8;
        ReceivedAt = receivedAt;
        Location = location;
    }

    /// <summary>The value's bytes exactly as received, without the line end.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>When this delivery was received.</summary>
    public Instant ReceivedAt { get; }

    /// <summary>Where the delivery came from.</summary>
    public SourceLocation Location { get; }
}
