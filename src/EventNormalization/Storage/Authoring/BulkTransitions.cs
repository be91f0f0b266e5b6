using System;
using System.Linq;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>The rules for bulk operations, shared by every store: pure functions.</summary>
public static class BulkTransitions
{
    /// <summary>An operation begins with as many entries.</summary>
    /// <param name="queueStep">Who, when and why; the run of its name is the id.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="total">How many entries were chosen.</param>
    /// <returns>The operation; done if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not known.</exception>
    public static BulkOperation Begin(QueueStep queueStep, BulkOperationKind kind, long total)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such operation is known.");
        }

        return new BulkOperation
        {
            Id = queueStep.Id.Run,
            Kind = kind,
            By = queueStep.By,
            Note = queueStep.Note,
            StartedAt = queueStep.At,
            EndedAt = total == 0 ? queueStep.At : null,
            State = total == 0 ? BulkOperationState.Done : BulkOperationState.Running,
            Total = total,
        };
    }

    /// <summary>Throws if an operation has the run of the step's name already: it is the operation's id.</summary>
    /// <param name="queueStep">The step that would begin one.</param>
    /// <param name="found">The operation of that run; <see langword="null"/> if there is none.</param>
    /// <exception cref="ArgumentException">There is one.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    public static void RequireNew(QueueStep queueStep, BulkOperation? found)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        if (found is not null)
        {
            throw new ArgumentException(
                $"Found the step {queueStep.Id}, expected a run of its own: an operation has this one.",
                nameof(queueStep));
        }
    }

    /// <summary>Whether an act has something to do with an entry.</summary>
    /// <param name="kind">What is done to each entry.</param>
    /// <param name="entry">The entry's progress.</param>
    /// <returns>False if it would be ignored as the entry is now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not known.</exception>
    public static bool Applies(BulkOperationKind kind, FailedProgress entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return kind switch
        {
            BulkOperationKind.Retry or BulkOperationKind.Discard =>
                entry.State is not (FailedEventState.Settled or FailedEventState.Discarded),
            BulkOperationKind.Archive => !entry.IsArchived,
            BulkOperationKind.Reopen => entry.State != FailedEventState.Settled,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such operation is known."),
        };
    }

    /// <summary>A holder leases an operation that is due.</summary>
    /// <param name="before">The operation as the store has it; it is not changed.</param>
    /// <param name="queueStep">Who, and when.</param>
    /// <param name="until">The first instant at which another holder may lease it.</param>
    /// <returns>What it makes of it; not in state if it has ended, is held, or waits.</returns>
    /// <exception cref="ArgumentException">The lease ends before it begins.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/> or <paramref name="queueStep"/> is null.
    /// </exception>
    public static BulkTransition Lease(BulkOperation before, QueueStep queueStep, Instant until)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(queueStep);
        Check(queueStep, until);
        return before.State != BulkOperationState.Running || before.DueAt > queueStep.At
            ? new BulkTransition(before, QueueOutcome.NotInState)
            : new BulkTransition(before with { Lease = new FailedLease(queueStep.By, until), NotBefore = null });
    }

    /// <summary>Throws if a lease would end before it begins.</summary>
    /// <param name="queueStep">Who leases, and when.</param>
    /// <param name="until">The end of the lease.</param>
    /// <exception cref="ArgumentException">It does.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    public static void Check(QueueStep queueStep, Instant until)
    {
        ArgumentNullException.ThrowIfNull(queueStep);
        if (until <= queueStep.At)
        {
            throw new ArgumentException("A lease ends after it begins.", nameof(until));
        }
    }

    /// <summary>Whether an operation ended so long ago that it is removed.</summary>
    /// <param name="operation">The operation as the store has it.</param>
    /// <param name="now">The time of the step.</param>
    /// <returns>False while it is running.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is null.</exception>
    public static bool IsOver(BulkOperation operation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.State != BulkOperationState.Running && operation.DueAt <= now;
    }

    /// <summary>The holder of an operation reports.</summary>
    /// <param name="before">The operation as the store has it; it is not changed.</param>
    /// <param name="queueStep">Who reports, and when.</param>
    /// <param name="report">How far it is, or why it rests or ends.</param>
    /// <returns>What it makes of it; lease lost if another has it, or if it stands elsewhere.</returns>
    /// <exception cref="ArgumentException">There are more outcomes than entries left.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="before"/>, <paramref name="queueStep"/> or <paramref name="report"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The report's kind is not known.</exception>
    public static BulkTransition Report(BulkOperation before, QueueStep queueStep, BulkReport report)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(queueStep);
        ArgumentNullException.ThrowIfNull(report);
        if (before.State != BulkOperationState.Running)
        {
            return new BulkTransition(before, QueueOutcome.NotInState);
        }

        if (before.Lease?.Holder != queueStep.By
            || (report.Kind == BulkReportKind.Advanced && report.First != before.Done))
        {
            return new BulkTransition(before, QueueOutcome.LeaseLost);
        }

        return new BulkTransition(report.Kind switch
        {
            BulkReportKind.Advanced => Advance(before, queueStep, report),
            BulkReportKind.Postponed => before with { Lease = null, NotBefore = report.Until, Error = report.Error },
            BulkReportKind.Released => before with { Lease = null },
            BulkReportKind.Failed => before with
            {
                Lease = null,
                State = BulkOperationState.Failed,
                EndedAt = queueStep.At,
                Error = report.Error,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(report), report.Kind, "No such report is known."),
        });
    }

    private static BulkOperation Advance(BulkOperation before, QueueStep queueStep, BulkReport report)
    {
        var counts = report.Outcomes.Aggregate(before.Counts, static (sum, outcome) => sum.Plus(outcome));
        if (counts.Total > before.Total)
        {
            throw new ArgumentException("The report has more outcomes than there are entries left.", nameof(report));
        }

        var isDone = counts.Total == before.Total;
        return before with
        {
            Counts = counts,
            Error = "",
            State = isDone ? BulkOperationState.Done : BulkOperationState.Running,
            EndedAt = isDone ? queueStep.At : null,
            Lease = isDone ? null : new FailedLease(queueStep.By, report.Until),
        };
    }
}
