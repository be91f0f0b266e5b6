using System;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The progress of a failed event: its state, its counts, its lease and its retry name.</summary>
/// <remarks>
/// Immutable; equal when all members are. A store keeps it in columns and changes it by <see cref="FailedTransitions"/>
/// alone, so that every store follows the same rules.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed record FailedProgress
{
    /// <summary>
    /// What the entry waits for. While some of its deliveries are under a retry name, it is retrying; otherwise it is
    /// the first of pending, rejected and conflict that has deliveries; otherwise parked, discarded or settled.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required FailedEventState State { get; init => field = EnumGuard.Checked(value); }

    /// <summary>The generation, from 1; a delivery of parked, discarded or settled bytes begins a new one.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The deliveries of all generations, by state.</summary>
    public required FailedCounts Counts { get; init; }

    /// <summary>How often the entry was leased in this generation, or since it was last reopened or edited.</summary>
    public int Attempts { get; init; }

    /// <summary>The first instant at which it may be leased; <see langword="null"/> is immediately.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Its current lease; <see langword="null"/> if there is none.</summary>
    public FailedLease? Lease { get; init; }

    /// <summary>
    /// The name of the append that retries it. Every holder uses this name until it is settled, for the number of
    /// deliveries in <see cref="FailedCounts.Retrying"/>.
    /// </summary>
    public AppendId? RetryName { get; init; }

    /// <summary>Whether the deliveries of this generation are read from an edit.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether it is hidden from lists; its deliveries are still counted.</summary>
    public bool IsArchived { get; init; }

    /// <summary>When it may be leased; <see langword="null"/> if there is nothing to retry.</summary>
    public Instant? DueAt => State is not (FailedEventState.Pending or FailedEventState.Retrying)
        ? null
        : Instant.Max(NotBefore ?? Instant.MinValue, Lease?.Until ?? Instant.MinValue);

    /// <summary>Whether its generation has ended: a further delivery begins a new one.</summary>
    public bool HasEnded =>
        State is FailedEventState.Parked or FailedEventState.Discarded or FailedEventState.Settled;

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{State}, {Attempts} attempts");
}
