using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Ingestion;

/// <summary>One delivery as it arrived: bytes, time of receipt and where it came from.</summary>
/// <remarks>
/// The bytes are not copied. Those of a reader's batch are valid until the batch is disposed; copy them to keep them.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly struct RawEvent
{
    private readonly EventContext? _context;

    /// <summary>Wraps received bytes, which need not be JSON at all.</summary>
    /// <param name="utf8">The bytes as received; not copied, so they must not change while the event is in use.</param>
    /// <param name="receivedAt">When they were received; enters no id.</param>
    /// <param name="location">Where they stood; <c>default</c> if that is unknown.</param>
    public RawEvent(ReadOnlyMemory<byte> utf8, Instant receivedAt, SourceLocation location = default)
    {
        Utf8 = utf8;
        ReceivedAt = receivedAt;
        Location = location;
        ReceivedBytes = utf8.Length;
    }

    /// <summary>Wraps the first bytes of a delivery that is longer than the limit.</summary>
    /// <param name="utf8">
    /// The bytes that are kept; not copied, so they must not change while the event is in use.
    /// </param>
    /// <param name="receivedBytes">How long the delivery is, in bytes; more than <paramref name="utf8"/> holds.</param>
    /// <param name="receivedAt">When they were received; enters no id.</param>
    /// <param name="location">Where they stood; <c>default</c> if that is unknown.</param>
    /// <returns>An event that every schema rejects with <c>json.too_large</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="receivedBytes"/> is not more than is kept.
    /// </exception>
    public static RawEvent Truncated(
        ReadOnlyMemory<byte> utf8, long receivedBytes, Instant receivedAt, SourceLocation location)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(receivedBytes, utf8.Length);
        return new RawEvent(utf8, receivedAt, location) { ReceivedBytes = receivedBytes };
    }

    /// <summary>Wraps the opening bracket of an array that broke, and what was left of the array's line.</summary>
    internal static RawEvent RestOfArray(
        ReadOnlyMemory<byte> utf8, long receivedBytes, Instant receivedAt, SourceLocation location) =>
        new(utf8, receivedAt, location) { ReceivedBytes = receivedBytes, IsRestOfArray = true };

    /// <summary>The value's bytes exactly as received, without the line end.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>How many bytes were received; more than <see cref="Utf8"/> has where the delivery was cut.</summary>
    public long ReceivedBytes { get; private init; }

    /// <summary>Whether the delivery was longer than the limit, so that only its beginning is kept.</summary>
    public bool IsTruncated => ReceivedBytes > Utf8.Length;

    /// <summary>
    /// Whether this is what was left of an array that broke, after the array's opening bracket. It is never read, even
    /// where the two together happen to be JSON.
    /// </summary>
    internal bool IsRestOfArray { get; private init; }

    /// <summary>
    /// Whether this is an element of an array that the reader cut, so that it is no array of events itself.
    /// </summary>
    internal bool IsElement { get; init; }

    /// <summary>Whether it is complete, not part of an envelope, and has no context.</summary>
    internal bool IsAlone => Part is null && _context is null && !IsTruncated && !IsRestOfArray;

    /// <summary>Whether the bytes are not those received, since values that no field needs are masked.</summary>
    public bool IsMasked { get; init; }

    /// <summary>When this delivery was received.</summary>
    public Instant ReceivedAt { get; }

    /// <summary>Where the delivery came from.</summary>
    public SourceLocation Location { get; }

    /// <summary>What the host knows about the delivery besides its bytes.</summary>
    public EventContext Context
    {
        get => _context ?? EventContext.Empty;
        init => _context = value is { IsEmpty: false } ? value : null;
    }

    /// <summary>Where in an envelope it stood; <see langword="null"/> if the delivery is the event.</summary>
    public EnvelopePart? Part { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Utf8.Length} bytes at {Location}");
}
