using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed event as its store holds it: all deliveries of the same bytes together.</summary>
public sealed class FailedEvent
{
    /// <summary>Its place in the order in which failed events were first seen.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>Its key; see <see cref="FailedDelivery.ComputeKey"/>. It is not the id of an event.</summary>
    public required EventId RawHash { get; init; }

    /// <summary>The bytes exactly as received.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Where in an envelope it first stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>What the host knew of the first delivery beside its bytes.</summary>
    public EventContext Context { get; init; } = EventContext.Empty;

    /// <summary>The key that these bytes, this envelope and this context have: a store checks it on what it reads back.</summary>
    public EventId ComputeKey() => FailedDelivery.KeyOf(Raw.Span, Part, Context);

    /// <summary>Why it waits, as of its last delivery.</summary>
    public required FailedEventState State { get; init; }

    /// <summary>Every reason, as of its last delivery.</summary>
    public required IReadOnlyList<FieldError> Reasons { get; init; }

    /// <summary>How many deliveries of these bytes there have been; at least 1.</summary>
    public required long Occurrences { get; init; }

    /// <summary>When it was first received.</summary>
    public required Instant FirstReceivedAt { get; init; }

    /// <summary>When it was last received.</summary>
    public required Instant LastReceivedAt { get; init; }

    /// <summary>Where it was first seen.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The client, if it could be read when the bytes were first received.</summary>
    public string? ClientId { get; init; }

    /// <summary>The id, if the event was understood at its last delivery.</summary>
    public EventId? Id { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public EventId? StoredId { get; init; }
}
