using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Commands;

/// <summary>
/// Warns about clients and metrics in filters that no event has: the total of a misspelt name is zero, too.
/// </summary>
internal static class UnmatchedFilters
{
    /// <summary>Warns about each name that no event of the store has.</summary>
    public static async Task ReportAsync(
        IEventReader store, AggregatePlan plan, TextWriter error, CancellationToken cancellationToken)
    {
        foreach (var (field, name) in await UnmatchedNames.FindAsync(
            store, plan.Clients, plan.Metrics, cancellationToken).ConfigureAwait(false))
        {
            Tell(error, $"no event has the {(field == FieldNames.Metric ? "metric" : "client")} \"{name}\"");
        }
    }

    /// <summary>Warns if no event of the files matches a filter.</summary>
    public static void Report(IReadOnlyList<TotalsGroup> groups, AggregatePlan plan, TextWriter error)
    {
        var isAsked = !plan.Clients.IsEmpty || !plan.Metrics.IsEmpty;
        if (isAsked && groups.All(group => group.Count == 0))
        {
            Tell(error, "no event matches" + Words(" client ", plan.Clients) + Words(" metric ", plan.Metrics));
        }
    }

    private static string Words(string name, ImmutableArray<string> values) =>
        values.IsEmpty ? "" : name + string.Join(" or ", values.Select(value => $"\"{value}\""));

    private static void Tell(TextWriter error, string sentence) =>
        error.WriteLine("eventnorm: note: " + TerminalText.Escape(sentence));
}
