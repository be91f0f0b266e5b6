using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed event as the in-memory store keeps it.</summary>
internal sealed class MemoryFailure(
    EventPosition position, EventId rawHash, FailedDelivery first, EnvelopePart? part)
{
    private readonly byte[] _raw = first.Raw.ToArray();
    private readonly EventContext _context = first.Context;
    private readonly Instant _firstReceivedAt = first.ReceivedAt;
    private readonly SourceLocation _location = first.Location;
    private Instant _lastReceivedAt;
    private IReadOnlyList<FieldError> _reasons = [];
    private EventId? _id;
    private EventId? _storedId;

    public string? ClientId { get; } = first.ClientId;

    public FailedEventState State { get; private set; } = first.State;

    public long Occurrences { get; private set; }

    /// <summary>Counts a delivery and takes over what it says.</summary>
    public void Add(FailedDelivery delivery)
    {
        Occurrences++;
        State = delivery.State;
        _lastReceivedAt = delivery.ReceivedAt;
        _reasons = [.. delivery.Reasons];
        _id = delivery.Id;
        _storedId = delivery.StoredId;
    }

    public FailedEvent ToFailedEvent() => new()
    {
        Position = position,
        RawHash = rawHash,
        Raw = _raw,
        Part = part,
        Context = _context,
        State = State,
        Reasons = _reasons,
        Occurrences = Occurrences,
        FirstReceivedAt = _firstReceivedAt,
        LastReceivedAt = _lastReceivedAt,
        Location = _location,
        ClientId = ClientId,
        Id = _id,
        StoredId = _storedId,
    };
}
