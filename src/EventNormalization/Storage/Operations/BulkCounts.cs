using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage;

/// <summary>How many entries of a bulk operation had each outcome; each entry counts once.</summary>
/// <remarks>Equal when all members are. No member is negative.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly record struct BulkCounts
{
    /// <summary>Entries that a retry stored.</summary>
    public long Accepted { get; init; }

    /// <summary>Entries that a retry found stored.</summary>
    public long Duplicates { get; init; }

    /// <summary>Entries whose own append had taken effect.</summary>
    public long AlreadyCounted { get; init; }

    /// <summary>Entries that are not understood.</summary>
    public long Rejected { get; init; }

    /// <summary>Entries that the event store did not answer for.</summary>
    public long Deferred { get; init; }

    /// <summary>Entries whose client key belongs to another event.</summary>
    public long Conflicts { get; init; }

    /// <summary>Entries that were retried as often as is allowed.</summary>
    public long Parked { get; init; }

    /// <summary>Entries that another holder retries.</summary>
    public long Leased { get; init; }

    /// <summary>Entries that were discarded.</summary>
    public long Discarded { get; init; }

    /// <summary>Entries that were archived.</summary>
    public long Archived { get; init; }

    /// <summary>Entries that were reopened.</summary>
    public long Reopened { get; init; }

    /// <summary>Entries with which there was nothing to do.</summary>
    public long Ignored { get; init; }

    /// <summary>All entries that have an outcome: the sum of the other members.</summary>
    public long Total => Accepted + Duplicates + AlreadyCounted + Rejected + Deferred + Conflicts + Parked + Leased
        + Discarded + Archived + Reopened + Ignored;

    private string DebuggerDisplay => string.Create(CultureInfo.InvariantCulture, $"{Total}, {Ignored} ignored");

    /// <summary>How many entries had an outcome.</summary>
    /// <param name="outcome">One of the outcomes.</param>
    /// <returns>The member that counts it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is not known.</exception>
    public long Of(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Accepted => Accepted,
        BulkOutcome.Duplicate => Duplicates,
        BulkOutcome.AlreadyCounted => AlreadyCounted,
        BulkOutcome.Rejected => Rejected,
        BulkOutcome.Deferred => Deferred,
        BulkOutcome.Conflict => Conflicts,
        BulkOutcome.Parked => Parked,
        BulkOutcome.Leased => Leased,
        BulkOutcome.Discarded => Discarded,
        BulkOutcome.Archived => Archived,
        BulkOutcome.Reopened => Reopened,
        BulkOutcome.Ignored => Ignored,
        _ => throw Unknown(outcome),
    };

    /// <summary>The counts with further entries of an outcome.</summary>
    /// <param name="outcome">One of the outcomes.</param>
    /// <param name="count">How many entries are added.</param>
    /// <returns>New counts; these are not changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is not known.</exception>
    public BulkCounts Plus(BulkOutcome outcome, long count = 1) => outcome switch
    {
        BulkOutcome.Accepted => this with { Accepted = Accepted + count },
        BulkOutcome.Duplicate => this with { Duplicates = Duplicates + count },
        BulkOutcome.AlreadyCounted => this with { AlreadyCounted = AlreadyCounted + count },
        BulkOutcome.Rejected => this with { Rejected = Rejected + count },
        BulkOutcome.Deferred => this with { Deferred = Deferred + count },
        BulkOutcome.Conflict => this with { Conflicts = Conflicts + count },
        BulkOutcome.Parked => this with { Parked = Parked + count },
        BulkOutcome.Leased => this with { Leased = Leased + count },
        BulkOutcome.Discarded => this with { Discarded = Discarded + count },
        BulkOutcome.Archived => this with { Archived = Archived + count },
        BulkOutcome.Reopened => this with { Reopened = Reopened + count },
        BulkOutcome.Ignored => this with { Ignored = Ignored + count },
        _ => throw Unknown(outcome),
    };

    private static ArgumentOutOfRangeException Unknown(BulkOutcome outcome) =>
        new(nameof(outcome), outcome, "No such outcome is known.");
}
