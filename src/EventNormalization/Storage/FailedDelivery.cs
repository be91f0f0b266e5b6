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
}
