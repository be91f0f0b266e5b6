using System;
using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The answer of a store for one event of an append.</summary>
public readonly struct AppendOutcome : IEquatable<AppendOutcome>
{
    private AppendOutcome(AppendStatus status, EventId storedId, Instant firstReceivedAt, long occurrences)
    {
        Status = status;
        StoredId = storedId;
        FirstReceivedAt = firstReceivedAt;
        Occurrences = occurrences;
    }

    /// <summary>What became of the event.</summary>
    public AppendStatus Status { get; }

    /// <summary>The id that is stored: the event's own, or after a conflict that of the event which has the key.</summary>
    public EventId StoredId { get; }

    /// <summary>When the stored event was first received.</summary>
    public Instant FirstReceivedAt { get; }

    /// <summary>How many deliveries of the stored event there have been, this one included; at least 1.</summary>
    public long Occurrences { get; }

    /// <summary>The answer for an event that is stored now.</summary>
    public static AppendOutcome Added(EventId id, Instant receivedAt) => new(AppendStatus.Added, id, receivedAt, 1);

    /// <summary>The answer for an event that was stored before.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="occurrences"/> is below 2.</exception>
    public static AppendOutcome Duplicate(EventId id, Instant firstReceivedAt, long occurrences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(occurrences, 2);
        return new(AppendStatus.Duplicate, id, firstReceivedAt, occurrences);
    }

    /// <summary>The answer for an event whose client key another event has.</summary>
    public static AppendOutcome Conflict(EventId storedId, Instant firstReceivedAt, long occurrences) =>
        new(AppendStatus.Conflict, storedId, firstReceivedAt, occurrences);

    /// <inheritdoc/>
    public bool Equals(AppendOutcome other) =>
        Status == other.Status && StoredId == other.StoredId
        && FirstReceivedAt == other.FirstReceivedAt && Occurrences == other.Occurrences;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AppendOutcome other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, StoredId, FirstReceivedAt, Occurrences);

    /// <summary>Whether two answers are equal.</summary>
    public static bool operator ==(AppendOutcome left, AppendOutcome right) => left.Equals(right);

    /// <summary>Whether two answers differ.</summary>
    public static bool operator !=(AppendOutcome left, AppendOutcome right) => !left.Equals(right);
}
