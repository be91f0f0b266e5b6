using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Composition;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>How events are grouped, and what is measured of each group.</summary>
internal sealed class TotalsShape
{
    /// <summary>The parameters of the API; the tool has an option of the same name for each.</summary>
    public static readonly ImmutableArray<string> Parameters = [.. GroupKeys.Parameters, MeasureNames.Parameter];

    /// <summary>The keys of the groups.</summary>
    public required ImmutableArray<GroupKey> GroupBy { get; init; }

    /// <summary>The measures that are shown.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>Whether windows without an event are shown, too.</summary>
    public required bool HasEmptyWindows { get; init; }

    /// <summary>Reads the parameters, and refuses those that make no totals.</summary>
    public static TotalsShape Read(QueryParameters parameters, SchemaSet schemas, HostMeasures known)
    {
        var groupBy = GroupKeys.Read(parameters, schemas);
        var measures = MeasureNames.Read(parameters, schemas, known);
        if (measures.FirstOrDefault(measure => groupBy.Any(key => key.Name == measure.Name)) is { } twice)
        {
            parameters.Refuse(
                GroupKeys.By, twice.Name, "a name that no measure of the query has; leave the measure out: "
                + string.Join(',', measures.Where(measure => measure != twice).Select(measure => measure.Name)));
        }

        return new TotalsShape
        {
            GroupBy = groupBy,
            Measures = measures,
            HasEmptyWindows = GroupKeys.AreEmptyWindowsAsked(parameters, groupBy),
        };
    }

    /// <summary>The query for events of this kind; it measures the count as well.</summary>
    public TotalsQuery ToQuery(EventPredicate where) => new()
    {
        Where = where,
        GroupBy = GroupBy,
        Measures = Measures.Contains(Totals.Measures.Count) ? Measures : Measures.Add(Totals.Measures.Count),
        EmptyWindows = HasEmptyWindows,
    };
}
