using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>What is shown of each group: the fields of its key, then its totals.</summary>
internal sealed class TotalsColumns
{
    private TotalsColumns(IReadOnlyList<string> fields, IReadOnlyList<Measure> measures)
    {
        Fields = fields;
        Measures = measures;
    }

    public IReadOnlyList<string> Fields { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public IEnumerable<string> Names => Fields.Concat(Measures.Select(measure => measure.Name));

    public static TotalsColumns Of(IReadOnlyList<string> fields, IReadOnlyList<Measure> measures) =>
        new(fields, measures);

    /// <summary>
    /// Whether a total is asked for that the group has not, since its amounts are of several currencies.
    /// </summary>
    public bool IsMixed(TotalsGroup group) =>
        Measures.Any(measure => group[measure].Error?.Code == AggregateError.CurrenciesCode);
}
