using System;
using EventNormalization.Queries;

namespace EventNormalization.Storage.Authoring;

/// <content>Decisions of people.</content>
public static partial class FailedTransitions
{
    /// <summary>Applies a person's decision about an entry.</summary>
    /// <param name="before">The entry as the store has it; it is not changed.</param>
    /// <param name="step">Who, when and why.</param>
    /// <param name="kind">What: discarded, archived, reopened or edited.</param>
    /// <returns>What it makes of the entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none that somebody decides.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/> or <paramref name="step"/> is null.
    /// </exception>
    public static FailedTransition Decide(FailedProgress before, QueueStep step, FailedActionKind kind)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(step);
        return kind switch
        {
            FailedActionKind.Archived =>
                new FailedTransition(before with { IsArchived = true }) { Action = step.Action(kind) },
            FailedActionKind.Reopened => Reopen(before, step),
            FailedActionKind.Discarded or FailedActionKind.Edited => DiscardOrEdit(before, step, kind),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody decides this."),
        };
    }

    private static FailedTransition Reopen(FailedProgress before, QueueStep step)
    {
        var counts = before.Counts;

        // What was discarded in an earlier generation stays so while the present one is open.
        var discarded = before.State == FailedEventState.Discarded ? counts.Discarded : 0;
        var moved = counts.Rejected + counts.Conflict + counts.Parked + discarded;
        if (moved + counts.Deferred == 0)
        {
            return new FailedTransition(before, QueueOutcome.NotInState);
        }

        counts = counts with
        {
            Pending = counts.Pending + moved,
            Rejected = 0,
            Conflict = 0,
            Parked = 0,
            Discarded = counts.Discarded - discarded,
        };
        return new FailedTransition(
            Keep(before with { Attempts = 0, NotBefore = null, IsArchived = false }, counts))
        {
            Action = step.Action(FailedActionKind.Reopened),
        };
    }

    /// <summary>Takes back that deliveries were stored, since the event store that had them is lost.</summary>
    /// <param name="before">The progress before the step.</param>
    /// <returns>What becomes of it: all that was settled or counted there is pending.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> is null.</exception>
    public static FailedTransition TakeBack(FailedProgress before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var counts = before.Counts;
        var moved = counts.Settled + counts.AlreadyCounted;
        if (moved == 0)
        {
            return new FailedTransition(before, QueueOutcome.NotInState);
        }

        counts = counts with { Pending = counts.Pending + moved, Settled = 0, AlreadyCounted = 0 };
        return new FailedTransition(Keep(before with { Attempts = 0, NotBefore = null, IsArchived = false }, counts));
    }

    /// <summary>Applies to all open deliveries, so none of them may possibly be stored.</summary>
    private static FailedTransition DiscardOrEdit(FailedProgress before, QueueStep step, FailedActionKind kind)
    {
        var counts = before.Counts;
        if (before.RetryName is not null || counts.Uncertain > 0)
        {
            return new FailedTransition(before, QueueOutcome.NameOpen);
        }

        var moved = counts.Pending + counts.Rejected + counts.Conflict + counts.Parked;
        if (moved == 0)
        {
            return new FailedTransition(before, QueueOutcome.NotInState);
        }

        var isEdit = kind == FailedActionKind.Edited;
        var target = isEdit ? FailedEventState.Pending : FailedEventState.Discarded;
        var kept = counts with { Pending = 0, Rejected = 0, Conflict = 0, Parked = 0 };
        var free = before with
        {
            Attempts = isEdit ? 0 : before.Attempts,
            NotBefore = null,
            Lease = null,
            IsEdited = isEdit || before.IsEdited,
            IsArchived = !isEdit && before.IsArchived,
        };
        return new FailedTransition(Keep(free, kept.Plus(target, moved), target)) { Action = step.Action(kind) };
    }
}
