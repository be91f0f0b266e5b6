using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>What is shown of each group: the values of its key, then its totals.</summary>
internal sealed class TotalsColumns
{
    private TotalsColumns(ImmutableArray<GroupKey> keys, ImmutableArray<Measure> measures)
    {
        Keys = keys;
        Measures = measures;
        Fields = [.. keys.Select(key => key.Name)];
    }

    /// <summary>The keys of the groups.</summary>
    public ImmutableArray<GroupKey> Keys { get; }

    /// <summary>The names of the keys.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The measures that are shown.</summary>
    public ImmutableArray<Measure> Measures { get; }

    /// <summary>The names of all columns.</summary>
    public IEnumerable<string> Names => Fields.Concat(Measures.Select(measure => measure.Name));

    /// <summary>The place among the keys of the first window of time; -1 if there is none.</summary>
    public int WindowIndex => Keys.FirstOrDefault(key => key.IsWindow) is { } window ? Keys.IndexOf(window) : -1;

    /// <summary>Columns for the keys and measures of a query.</summary>
    public static TotalsColumns Of(ImmutableArray<GroupKey> keys, ImmutableArray<Measure> measures) =>
        new(keys, measures);

    /// <summary>The group, or a line for each of its currencies where a total has an error because of them.</summary>
    public ImmutableArray<TotalsGroup> LinesOf(TotalsGroup group) => IsMixed(group) ? group.ByCurrency : [group];

    /// <summary>
    /// Whether a total is asked for that the group has not, since its amounts are of several currencies.
    /// </summary>
    public bool IsMixed(TotalsGroup group) =>
        Measures.Any(measure => group[measure].Error?.Code == AggregateError.CurrenciesCode);
}
