using System.Collections.Immutable;
using EventNormalization.Composition;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>Which totals a request asks for.</summary>
internal sealed class TotalsRequest
{
    /// <summary>The parameters of totals.</summary>
    public static readonly string[] Parameters =
        [.. TotalsShape.Parameters, .. EventSelection.Parameters, ReadFormats.Parameter];

    /// <summary>What the store is asked.</summary>
    public required TotalsQuery Query { get; init; }

    /// <summary>The measures that are shown; the query asks for the count as well.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>The clients and metrics that were asked for.</summary>
    public required EventSelection Selection { get; init; }

    /// <summary>Reads the parameters.</summary>
    public static TotalsRequest Read(QueryParameters parameters, SchemaSet schemas, HostMeasures known)
    {
        var selection = EventSelection.Read(parameters, schemas);
        var shape = TotalsShape.Read(parameters, schemas, known);
        return new TotalsRequest
        {
            Selection = selection,
            Measures = shape.Measures,
            Query = parameters.Errors.Count > 0 ? TotalsQuery.All : shape.ToQuery(selection.Where),
        };
    }
}
