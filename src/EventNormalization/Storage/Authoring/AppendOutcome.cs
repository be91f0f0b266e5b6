using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>What became of one event of an append.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly struct AppendOutcome : IEquatable<AppendOutcome>
{
    // It differs from the event's own id only after a conflict, which is rare.
    private readonly StrongBox<RecordId>? _storedId;

    private AppendOutcome(
        AppendOutcomeKind kind, RecordId id, StrongBox<RecordId>? storedId,
        (Instant FirstReceivedAt, long Occurrences) stored)
    {
        Kind = kind;
        Id = id;
        _storedId = storedId;
        (FirstReceivedAt, Occurrences) = stored;
    }

    /// <summary>What became of the event.</summary>
    public AppendOutcomeKind Kind { get; }

    /// <summary>The id of the event that was appended.</summary>
    public RecordId Id { get; }

    /// <summary>
    /// The id of the stored event: <see cref="Id"/>, or after a conflict that of the event with the same client key.
    /// </summary>
    public RecordId StoredId => _storedId?.Value ?? Id;

    /// <summary>When the stored event was first received.</summary>
    public Instant FirstReceivedAt { get; }

    /// <summary>How many deliveries of the stored event there have been, this one included; at least 1.</summary>
    public long Occurrences { get; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {Id} x{Occurrences}");

    /// <summary>The outcome of an event that was stored by this append.</summary>
    /// <param name="id">The event's own id.</param>
    /// <param name="receivedAt">When the delivery was received that stored it.</param>
    /// <returns>The answer to the first delivery: one occurrence.</returns>
    public static AppendOutcome Added(RecordId id, Instant receivedAt) =>
        new(AppendOutcomeKind.Added, id, null, (receivedAt, 1));

    /// <summary>The outcome of an event that was stored before.</summary>
    /// <param name="id">The event's own id.</param>
    /// <param name="firstReceivedAt">When the delivery was received that stored it.</param>
    /// <param name="occurrences">How many deliveries there have been, this one included; at least 2.</param>
    /// <returns>The answer to a delivery that was counted, and not stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="occurrences"/> is below 2.</exception>
    public static AppendOutcome Duplicate(RecordId id, Instant firstReceivedAt, long occurrences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(occurrences, 2);
        return new(AppendOutcomeKind.Duplicate, id, null, (firstReceivedAt, occurrences));
    }

    /// <summary>The outcome of an event whose client key belongs to another event.</summary>
    /// <param name="id">The event's own id.</param>
    /// <param name="storedId">The id of the event that has the key.</param>
    /// <param name="firstReceivedAt">When that event was first received.</param>
    /// <param name="occurrences">How many deliveries of that event there have been.</param>
    /// <returns>The answer to a delivery that was not stored.</returns>
    /// <exception cref="ArgumentException">The ids are equal: an event is in no conflict with itself.</exception>
    public static AppendOutcome Conflict(RecordId id, RecordId storedId, Instant firstReceivedAt, long occurrences) =>
        id != storedId
            ? new(AppendOutcomeKind.Conflict, id, new StrongBox<RecordId>(storedId), (firstReceivedAt, occurrences))
            : throw new ArgumentException($"The event {id} is in no conflict with itself.", nameof(storedId));

    /// <summary>Whether it can be the answer for an event.</summary>
    internal bool Fits(IdentifiedEvent asked) => Id == asked.Id && Kind switch
    {
        AppendOutcomeKind.Added or AppendOutcomeKind.Duplicate => StoredId == asked.Id && Occurrences > 0,

        // Only another event can have the key, and only of an event that has one.
        AppendOutcomeKind.Conflict => StoredId != asked.Id && asked.ClientKey is not null,
    };

    /// <inheritdoc/>
    public bool Equals(AppendOutcome other) =>
        Kind == other.Kind && Id == other.Id && StoredId == other.StoredId
        && FirstReceivedAt == other.FirstReceivedAt && Occurrences == other.Occurrences;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AppendOutcome other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Id, StoredId, FirstReceivedAt, Occurrences);

    /// <summary>Whether two outcomes are equal.</summary>
    public static bool operator ==(AppendOutcome left, AppendOutcome right) => left.Equals(right);

    /// <summary>Whether two outcomes differ.</summary>
    public static bool operator !=(AppendOutcome left, AppendOutcome right) => !left.Equals(right);
}
