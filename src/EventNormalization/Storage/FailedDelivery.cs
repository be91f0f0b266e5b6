using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>One delivery that could not become a stored event.</summary>
public sealed class FailedDelivery
{
    /// <summary>The bytes exactly as received.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Where in an envelope it stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>What the host knew of the delivery beside its bytes.</summary>
    public EventContext Context { get; init; } = EventContext.Empty;

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>Where it came from.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Why it failed.</summary>
    public required FailedEventState State { get; init; }

    /// <summary>Every reason; for a pending event the store's.</summary>
    public required IReadOnlyList<FieldError> Reasons { get; init; }

    /// <summary>The client, if it could be read.</summary>
    public string? ClientId { get; init; }

    /// <summary>The id, if the event was understood.</summary>
    public EventId? Id { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public EventId? StoredId { get; init; }

    /// <summary>
    /// The key of the failed event: the SHA-256 of the raw bytes; of a record of an envelope, or a delivery with a
    /// context, that of the hashes of raw bytes, envelope and context one behind the other.
    /// </summary>
    public EventId ComputeKey() => KeyOf(Raw.Span, Part, Context);

    internal static EventId KeyOf(ReadOnlySpan<byte> raw, EnvelopePart? part, EventContext context)
    {
        var ofRaw = EventId.FromContent(raw);
        if (part is null && context.IsEmpty)
        {
            return ofRaw;
        }

        Span<byte> hashes = stackalloc byte[3 * EventId.ByteCount];
        ofRaw.CopyTo(hashes);
        (part is null ? EventId.FromContent([]) : EventId.FromBytes(part.Frame.Envelope!.Sha256.Span))
            .CopyTo(hashes[EventId.ByteCount..]);
        EventId.FromContent(context.ToJson().Span).CopyTo(hashes[(2 * EventId.ByteCount)..]);
        return EventId.FromContent(hashes);
    }
}
