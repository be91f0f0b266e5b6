using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Says which clients and metrics were asked for that no event has: a misspelt name totals zero as well.</summary>
internal static class AbsentFilters
{
    /// <summary>Tells each name that no event of the store has.</summary>
    public static async Task ReportAsync(
        IEventStore store, EventFilter filter, TextWriter error, CancellationToken cancellationToken)
    {
        foreach (var client in filter.ClientIds)
        {
            if (!await AnyAsync(new EventFilter { ClientIds = [client] }).ConfigureAwait(false))
            {
                Tell(error, $"no event has the client \"{client}\"");
            }
        }

        // A metric is looked for in each letter case that the profiles give it.
        foreach (var readings in filter.Metrics.GroupBy(metric => metric, StringComparer.OrdinalIgnoreCase))
        {
            if (!await AnyAsync(new EventFilter { Metrics = [.. readings] }).ConfigureAwait(false))
            {
                Tell(error, $"no event has the metric \"{readings.First()}\"");
            }
        }

        async Task<bool> AnyAsync(EventFilter single)
        {
            var totals = await store.ReadTotalsAsync(TotalsQuery.All with { Filter = single }, cancellationToken)
                .ConfigureAwait(false);
            return totals.Any(group => group.Count > 0);
        }
    }

    /// <summary>Tells that no event of the files has what was asked for, if that is so.</summary>
    public static void Report(IReadOnlyList<TotalsGroup> groups, EventFilter filter, TextWriter error)
    {
        var isAsked = !filter.ClientIds.IsEmpty || !filter.Metrics.IsEmpty;
        if (isAsked && groups.All(group => group.Count == 0))
        {
            Tell(error, "no event matches" + Words(" client ", filter.ClientIds) + Words(" metric ", filter.Metrics));
        }
    }

    private static string Words(string name, ImmutableArray<string> values) =>
        values.IsEmpty ? "" : name + string.Join(" or ", values.Select(value => $"\"{value}\""));

    private static void Tell(TextWriter error, string sentence) =>
        error.WriteLine("eventnorm: note: " + Visible.Escape(sentence));
}
