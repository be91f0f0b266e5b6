using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Acts;

/// <summary>The words of the API for outcomes and states, and the sentences that say why nothing was done.</summary>
internal static class ActTexts
{
    public static string Of(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Accepted => "accepted",
        RetryOutcome.Duplicate => "duplicate",
        RetryOutcome.AlreadyCounted => "already_counted",
        RetryOutcome.Rejected => "rejected",
        RetryOutcome.Deferred => "deferred",
        RetryOutcome.Conflict => "conflict",
        RetryOutcome.Parked => "parked",
        RetryOutcome.Leased => "leased",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome is known."),
    };

    /// <summary>Why nothing of an entry could be done: the state that was found, and who brought it there.</summary>
    public static string NothingOpen(FailedEvent entry, IReadOnlyList<FailedAction> actions)
    {
        var by = actions.LastOrDefault(action => action.Kind is FailedActionKind.Accepted
            or FailedActionKind.Duplicate or FailedActionKind.Resolved or FailedActionKind.Discarded);
        var when = by is null ? "" : $", by {by.By} at {InstantPattern.ExtendedIso.Format(by.At)}";
        return $"Nothing of it is open: it is {FailedStates.NameOf(entry.State)}{when}.";
    }

    /// <summary>Why a step of the queue did nothing, where the state does not say it.</summary>
    public static string Of(QueueOutcome answer) => answer switch
    {
        QueueOutcome.NameOpen => "Workers retry it all the while, so it may be stored. Try again.",
        QueueOutcome.NotFound => "It is not there any more.",
        QueueOutcome.LeaseLost or QueueOutcome.OtherName => "Somebody else changed it meanwhile. Look at it again.",
        QueueOutcome.NotInState => "Nothing of it is open.",
        QueueOutcome.Done => "It was done.",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "No such answer is known."),
    };
}
