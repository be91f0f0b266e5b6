using System.Collections.Generic;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>Labels for failed events.</summary>
internal static class FailedLabels
{
    /// <summary>The state, and whether it may be stored all the same.</summary>
    public static string Of(FailedEvent entry) =>
        FailedStates.NameOf(entry.State) + (entry.Progress.Counts.Uncertain > 0 ? ", uncertain" : "");

    /// <summary>The reason codes, each once.</summary>
    public static IEnumerable<string> CodesOf(FailedEvent entry) =>
        entry.Reasons.Select(reason => reason.Code).Distinct();
}
