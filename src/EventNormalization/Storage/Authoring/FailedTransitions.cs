using System;
using System.Linq;
using EventNormalization.Queries;

namespace EventNormalization.Storage.Authoring;

/// <summary>Computes what each step makes of a failed event; every failed-event store uses these functions.</summary>
/// <remarks>
/// Pure functions. Laws: a step changes the sum of the counts only by the delivery that it records; a step that is not
/// done changes nothing; a settlement moves exactly the deliveries under its name.
/// </remarks>
public static partial class FailedTransitions
{
    /// <summary>The first delivery of new bytes.</summary>
    /// <param name="delivery">It becomes the first of the entry's deliveries.</param>
    /// <returns>The entry that it makes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="delivery"/> is null.</exception>
    public static FailedTransition Begin(FailedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var progress = new FailedProgress { State = delivery.State, Counts = Add(default, delivery, delivery.State) };
        return new FailedTransition(progress) { Findings = FindingsOf(delivery) };
    }

    /// <summary>A further delivery of the same bytes.</summary>
    /// <param name="before">The entry as the store has it; it is not changed.</param>
    /// <param name="delivery">One with the entry's key.</param>
    /// <returns>What it makes of the entry.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/> or <paramref name="delivery"/> is null.
    /// </exception>
    public static FailedTransition Record(FailedProgress before, FailedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(delivery);
        if (before.HasEnded)
        {
            var next = new FailedProgress
            {
                State = delivery.State,
                Generation = before.Generation + 1,
                Counts = Add(before.Counts, delivery, delivery.State),
            };
            return new FailedTransition(next) { Findings = FindingsOf(delivery) };
        }

        if (before.IsEdited)
        {
            // An edit replaces these bytes, however often they are delivered.
            var joined = before.State == FailedEventState.Retrying || delivery.Uncertain is not null
                ? FailedEventState.Pending
                : before.State;
            return new FailedTransition(Keep(before, Add(before.Counts, delivery, joined)));
        }

        return new FailedTransition(Keep(before, Add(Gather(before.Counts, delivery.State), delivery, delivery.State)))
        {
            Findings = FindingsOf(delivery),
        };
    }

    /// <summary>A worker leases an entry that is due.</summary>
    /// <param name="before">The entry as the store has it; it is not changed.</param>
    /// <param name="step">Who, and when.</param>
    /// <param name="request">For how long.</param>
    /// <param name="index">The entry's place in the answer.</param>
    /// <returns>What it makes of the entry; not in state if it is not due, or is held.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/>, <paramref name="step"/> or <paramref name="request"/> is null.
    /// </exception>
    public static FailedTransition Lease(FailedProgress before, QueueStep step, LeaseRequest request, int index)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(request);
        if (request.DueOf(before) is not { } due || due > step.At)
        {
            return new FailedTransition(before, QueueOutcome.NotInState);
        }

        var leased = before with
        {
            Attempts = before.Attempts + 1,
            Lease = new FailedLease(step.By, request.Until),
            NotBefore = null,
        };
        var certain = before.Counts.Pending - before.Counts.Uncertain;
        if (before.RetryName is not null || certain == 0)
        {
            // Every holder uses the name once it is written; uncertain deliveries are resolved before they get one.
            return new FailedTransition(leased);
        }

        var counts = before.Counts with
        {
            Pending = before.Counts.Uncertain,
            Retrying = before.Counts.Retrying + certain,
        };
        return new FailedTransition(Keep(leased, counts) with { RetryName = request.NameAt(index) });
    }

    /// <summary>A retry ended.</summary>
    /// <param name="before">The entry as the store has it; it is not changed.</param>
    /// <param name="step">Who says so, and when.</param>
    /// <param name="settlement">How it ended; one under another retry name than the entry's changes nothing.</param>
    /// <returns>What it makes of the entry.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/>, <paramref name="step"/> or <paramref name="settlement"/> is null.
    /// </exception>
    public static FailedTransition Settle(FailedProgress before, QueueStep step, Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(settlement);
        if (before.RetryName != settlement.Name)
        {
            return new FailedTransition(before, QueueOutcome.OtherName);
        }

        if (settlement.Kind == SettlementKind.FailedAgain && before.Lease?.Holder != step.By)
        {
            return new FailedTransition(before, QueueOutcome.LeaseLost);
        }

        var free = before with { Lease = null, NotBefore = settlement.NotBefore };
        return new FailedTransition(
            settlement.Kind == SettlementKind.FailedAgain ? free : End(free, TargetOf(settlement.Kind)))
        {
            Findings = new FailedFindings
            {
                ReplacesIds = false,
                Reasons = settlement.Reasons,
                Id = settlement.Id,
                StoredId = settlement.StoredId,
            },
            Action = step.Action(ActionOf(settlement.Kind), NoteOf(settlement)),
        };
    }

    /// <summary>The event store was asked about a delivery whose append had no answer.</summary>
    /// <remarks>The store has made sure that the entry has this uncertain append, and removes it.</remarks>
    /// <param name="before">The entry as the store has it; it is not changed.</param>
    /// <param name="step">Who asked, and when.</param>
    /// <param name="resolution">What it said.</param>
    /// <returns>What it makes of the entry.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/>, <paramref name="step"/> or <paramref name="resolution"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The resolution's kind is none that <see cref="UncertainResolutionKind"/> names.
    /// </exception>
    public static FailedTransition Resolve(FailedProgress before, QueueStep step, UncertainResolution resolution)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(resolution);
        var one = before.Counts with { Uncertain = before.Counts.Uncertain - 1 };
        var counts = resolution.Kind switch
        {
            UncertainResolutionKind.AlreadyCounted =>
                one with { Pending = one.Pending - 1, AlreadyCounted = one.AlreadyCounted + 1 },
            UncertainResolutionKind.Conflict => one with { Pending = one.Pending - 1, Conflict = one.Conflict + 1 },
            UncertainResolutionKind.Void => one,
            _ => throw new ArgumentOutOfRangeException(
                nameof(resolution), resolution.Kind, "No such resolution is known."),
        };

        // A holder that leased the entry only to resolve it is done with it.
        var free = before.RetryName is null && counts.Uncertain == 0
            ? before with { Lease = null, NotBefore = null }
            : before;
        return new FailedTransition(Keep(free, counts, FailedEventState.Settled))
        {
            Findings = new FailedFindings
            {
                ReplacesIds = false,
                Id = resolution.Id,
                StoredId = resolution.StoredId,
            },
            Action = step.Action(FailedActionKind.Resolved, resolution.Kind + " " + resolution.Append.Id),
        };
    }

    private static FailedProgress End(FailedProgress before, FailedEventState target)
    {
        var counts = before.Counts.Plus(target, before.Counts.Retrying);
        counts = counts with { Retrying = 0 };
        return Keep(before with { RetryName = null }, counts, target);
    }

    /// <summary>The entry with new counts, and the state that follows from them.</summary>
    private static FailedProgress Keep(
        FailedProgress before, FailedCounts counts, FailedEventState ended = FailedEventState.Settled) => before with
        {
            Counts = counts,
            State = counts.Retrying > 0 ? FailedEventState.Retrying
                : counts.Pending > 0 ? FailedEventState.Pending
                : counts.Rejected > 0 ? FailedEventState.Rejected
                : counts.Conflict > 0 ? FailedEventState.Conflict
                : ended,
        };

    /// <summary>Moves what waits to one state; uncertain deliveries stay pending until they are resolved.</summary>
    private static FailedCounts Gather(FailedCounts counts, FailedEventState target)
    {
        var moved = counts.Pending - counts.Uncertain + counts.Rejected + counts.Conflict;
        return (counts with { Pending = counts.Uncertain, Rejected = 0, Conflict = 0 }).Plus(target, moved);
    }

    private static FailedCounts Add(FailedCounts counts, FailedDelivery delivery, FailedEventState target)
    {
        delivery.Check();
        return delivery.Uncertain is null
            ? counts.Plus(target, 1)
            : counts with { Pending = counts.Pending + 1, Uncertain = counts.Uncertain + 1 };
    }

    private static FailedFindings FindingsOf(FailedDelivery delivery) => new()
    {
        ReplacesIds = true,
        Reasons = [.. delivery.Reasons],
        Id = delivery.Id,
        StoredId = delivery.StoredId,
    };

    private static FailedEventState TargetOf(SettlementKind kind) => kind switch
    {
        SettlementKind.Accepted or SettlementKind.Duplicate => FailedEventState.Settled,
        SettlementKind.Conflict => FailedEventState.Conflict,
        SettlementKind.Parked => FailedEventState.Parked,
        SettlementKind.Rejected => FailedEventState.Rejected,
        SettlementKind.Withdrawn => FailedEventState.Pending,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such settlement is known."),
    };

    private static FailedActionKind ActionOf(SettlementKind kind) => kind switch
    {
        SettlementKind.Accepted => FailedActionKind.Accepted,
        SettlementKind.Duplicate => FailedActionKind.Duplicate,
        SettlementKind.Conflict => FailedActionKind.Conflict,
        SettlementKind.FailedAgain => FailedActionKind.FailedAgain,
        SettlementKind.Parked => FailedActionKind.Parked,
        SettlementKind.Rejected => FailedActionKind.Rejected,
        SettlementKind.Withdrawn => FailedActionKind.Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such settlement is known."),
    };

    private static string NoteOf(Settlement settlement) =>
        settlement.Id?.ToString()
        ?? settlement.StoredId?.ToString()
        ?? string.Join(", ", (settlement.Reasons ?? []).Select(reason => reason.Code).Distinct());
}
