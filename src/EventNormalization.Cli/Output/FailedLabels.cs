using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>Labels for failed events.</summary>
internal static class FailedLabels
{
    /// <summary>The word for a state, as scripts read it.</summary>
    public static string Of(FailedEventState state) => state switch
    {
        FailedEventState.Rejected => "rejected",
        FailedEventState.Pending => "pending",
        FailedEventState.Conflict => "conflict",
        FailedEventState.Retrying => "retrying",
        FailedEventState.Parked => "parked",
        FailedEventState.Discarded => "discarded",
        FailedEventState.Settled => "settled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is none of the states."),
    };

    /// <summary>The state, and whether it may be stored all the same.</summary>
    public static string Of(FailedEvent entry) =>
        Of(entry.State) + (entry.Progress.Counts.Uncertain > 0 ? ", uncertain" : "");

    /// <summary>The reason codes, each once.</summary>
    public static IEnumerable<string> CodesOf(FailedEvent entry) =>
        entry.Reasons.Select(reason => reason.Code).Distinct();
}
