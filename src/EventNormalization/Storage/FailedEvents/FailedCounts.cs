using System;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Queries;

namespace EventNormalization.Storage;

/// <summary>How many deliveries are in each state; each delivery is in exactly one.</summary>
/// <remarks>Equal when all members are. No member is negative, save in a difference of two.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly record struct FailedCounts
{
    /// <summary>Deliveries that wait for a retry.</summary>
    public long Pending { get; init; }

    /// <summary>Deliveries that a written retry name speaks for, whoever holds the entry now.</summary>
    public long Retrying { get; init; }

    /// <summary>Deliveries that were retried as often as is allowed.</summary>
    public long Parked { get; init; }

    /// <summary>Deliveries that were not understood.</summary>
    public long Rejected { get; init; }

    /// <summary>Deliveries whose client key belongs to another event.</summary>
    public long Conflict { get; init; }

    /// <summary>Deliveries that somebody decided to discard.</summary>
    public long Discarded { get; init; }

    /// <summary>Deliveries that an event store counted as from here, after a retry.</summary>
    public long Settled { get; init; }

    /// <summary>
    /// Deliveries whose own append turned out to have taken effect: the event store counts them as received, too.
    /// </summary>
    public long AlreadyCounted { get; init; }

    /// <summary>Pending deliveries whose append had no answer and is not resolved yet.</summary>
    public long Uncertain { get; init; }

    /// <summary>All deliveries: the sum of the states.</summary>
    public long Total => Deferred + Parked + Rejected + Conflict + Discarded + Settled + AlreadyCounted;

    /// <summary>What waits for the store: pending and retrying.</summary>
    public long Deferred => Pending + Retrying;

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Pending} pending, {Parked} parked, {Rejected} rejected, {Settled} settled");

    /// <summary>The counts together.</summary>
    /// <param name="left">The one summand.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The sums, member by member.</returns>
    public static FailedCounts operator +(FailedCounts left, FailedCounts right) => new()
    {
        Pending = left.Pending + right.Pending,
        Retrying = left.Retrying + right.Retrying,
        Parked = left.Parked + right.Parked,
        Rejected = left.Rejected + right.Rejected,
        Conflict = left.Conflict + right.Conflict,
        Discarded = left.Discarded + right.Discarded,
        Settled = left.Settled + right.Settled,
        AlreadyCounted = left.AlreadyCounted + right.AlreadyCounted,
        Uncertain = left.Uncertain + right.Uncertain,
    };

    /// <summary>What the left counts have more than the right ones.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The differences, member by member; they may be negative.</returns>
    public static FailedCounts operator -(FailedCounts left, FailedCounts right) => new()
    {
        Pending = left.Pending - right.Pending,
        Retrying = left.Retrying - right.Retrying,
        Parked = left.Parked - right.Parked,
        Rejected = left.Rejected - right.Rejected,
        Conflict = left.Conflict - right.Conflict,
        Discarded = left.Discarded - right.Discarded,
        Settled = left.Settled - right.Settled,
        AlreadyCounted = left.AlreadyCounted - right.AlreadyCounted,
        Uncertain = left.Uncertain - right.Uncertain,
    };

    /// <summary>The sum, for languages without operators.</summary>
    /// <param name="left">The one summand.</param>
    /// <param name="right">Other counts.</param>
    /// <returns>The counts together.</returns>
    public static FailedCounts Add(FailedCounts left, FailedCounts right) => left + right;

    /// <summary>The difference, for languages without operators.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">Other counts.</param>
    /// <returns>What the left counts have more.</returns>
    public static FailedCounts Subtract(FailedCounts left, FailedCounts right) => left - right;

    internal FailedCounts Plus(FailedEventState state, long count) => state switch
    {
        FailedEventState.Pending => this with { Pending = Pending + count },
        FailedEventState.Retrying => this with { Retrying = Retrying + count },
        FailedEventState.Parked => this with { Parked = Parked + count },
        FailedEventState.Rejected => this with { Rejected = Rejected + count },
        FailedEventState.Conflict => this with { Conflict = Conflict + count },
        FailedEventState.Discarded => this with { Discarded = Discarded + count },
        FailedEventState.Settled => this with { Settled = Settled + count },
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state is known."),
    };
}
