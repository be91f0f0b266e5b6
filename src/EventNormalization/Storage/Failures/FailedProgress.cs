using System;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>How far a failed event has come: its state, its counts, who may try it, and under which name.</summary>
/// <remarks>
/// Immutable; equal when all members are. A store keeps it in columns and changes it by <see cref="FailedRules"/>
/// alone, so that every store follows the same rules.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed record FailedProgress
{
    /// <summary>
    /// What the entry waits for. While deliveries of it are under a retry name it is retrying; else it is pending,
    /// rejected or in conflict, the first of which it has deliveries; else parked, discarded or settled.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required FailedEventState State { get; init => field = KnownEnum.Of(value); }

    /// <summary>The generation, from 1 on; a delivery of parked, discarded or settled bytes begins a new one.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The deliveries of all generations, by state.</summary>
    public required FailedCounts Counts { get; init; }

    /// <summary>How often the generation was leased since it began, or since somebody reopened or edited it.</summary>
    public int Attempts { get; init; }

    /// <summary>The first instant at which it may be leased; <see langword="null"/> is at once.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Who tries it now; <see langword="null"/> if nobody does.</summary>
    public FailedLease? Lease { get; init; }

    /// <summary>
    /// The name of the append that retries it. Every holder uses this name until it is settled, for as many deliveries
    /// as <see cref="FailedCounts.Retrying"/> says.
    /// </summary>
    public AppendId? RetryName { get; init; }

    /// <summary>Whether an edit speaks for the deliveries of this generation.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether it is hidden from lists; its deliveries count all the same.</summary>
    public bool IsArchived { get; init; }

    /// <summary>When it may be leased; <see langword="null"/> if there is nothing to try.</summary>
    public Instant? DueAt => State is not (FailedEventState.Pending or FailedEventState.Retrying)
        ? null
        : Instant.Max(NotBefore ?? Instant.MinValue, Lease?.Until ?? Instant.MinValue);

    /// <summary>Whether its generation has ended: a further delivery begins a new one.</summary>
    public bool HasEnded =>
        State is FailedEventState.Parked or FailedEventState.Discarded or FailedEventState.Settled;

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{State}, {Attempts} attempts");
}
