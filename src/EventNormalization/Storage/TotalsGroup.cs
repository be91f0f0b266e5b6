using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>The totals of the events that agree in the fields grouped by.</summary>
/// <remarks>Decimals have no trailing zeros, so equal events give equal bits whatever their order was.</remarks>
public sealed class TotalsGroup
{
    /// <summary>The fields that the events agree in, in the order of <see cref="TotalsQuery.GroupBy"/>.</summary>
    /// <remarks>A field that they all lack is left out.</remarks>
    public required ImmutableArray<EventField> Key { get; init; }

    /// <summary>How many events there are.</summary>
    public required long Count { get; init; }

    /// <summary>The exact sum of their amounts, or <c>aggregate.range</c>.</summary>
    public required AggregateResult<decimal> Sum { get; init; }

    /// <summary>The least amount; <see langword="null"/> if there is no event.</summary>
    public required decimal? Min { get; init; }

    /// <summary>The greatest amount; <see langword="null"/> if there is no event.</summary>
    public required decimal? Max { get; init; }

    /// <summary>The exact sum divided by the count, rounded once, half to even, to at most 28 decimals.</summary>
    /// <remarks><see langword="null"/> if there is no event. It exists also where the sum is out of range.</remarks>
    public required decimal? Mean { get; init; }
}
