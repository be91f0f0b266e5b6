using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>
/// Finds clients and metrics in filters that no event has: the total of a misspelt name is zero, too.
/// </summary>
internal static class UnmatchedNames
{
    /// <summary>Each name that no event of the store has, with its field.</summary>
    public static async Task<IReadOnlyList<(string Field, string Name)>> FindAsync(
        IEventReader store, ImmutableArray<string> clients, ImmutableArray<string> metrics,
        CancellationToken cancellationToken)
    {
        var unmatched = new List<(string, string)>();
        foreach (var client in clients)
        {
            if (!await AnyAsync([client], []).ConfigureAwait(false))
            {
                unmatched.Add((FieldNames.ClientId, client));
            }
        }

        // A metric is looked for in each letter case that the profiles give it.
        foreach (var readings in metrics.GroupBy(metric => metric, StringComparer.OrdinalIgnoreCase))
        {
            if (!await AnyAsync([], [.. readings]).ConfigureAwait(false))
            {
                unmatched.Add((FieldNames.Metric, readings.First()));
            }
        }

        return unmatched;

        async Task<bool> AnyAsync(ImmutableArray<string> someClients, ImmutableArray<string> someMetrics)
        {
            var query = new TotalsQuery
            {
                Where = EventFilters.Of(someClients, someMetrics),
                Measures = [Measures.Count],
            };
            var totals = await store.ReadTotalsAsync(query, cancellationToken).ConfigureAwait(false);
            return totals.Any(group => group.Count > 0);
        }
    }
}
