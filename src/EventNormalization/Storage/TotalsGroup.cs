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

    /// <summary>The exact sum of their amounts, or <c>aggregate.range</c> or <c>aggregate.currencies</c>.</summary>
    public required AggregateResult<decimal> Sum { get; init; }

    /// <summary>The least amount, <see langword="null"/> if there is no event; or <c>aggregate.currencies</c>.</summary>
    public required AggregateResult<decimal?> Min { get; init; }

    /// <summary>The greatest amount, <see langword="null"/> if there is no event; or <c>aggregate.currencies</c>.</summary>
    public required AggregateResult<decimal?> Max { get; init; }

    /// <summary>
    /// The exact sum divided by the count, rounded once, half to even, to at most 28 decimals; or
    /// <c>aggregate.currencies</c>.
    /// </summary>
    /// <remarks><see langword="null"/> if there is no event. It exists also where the sum is out of range.</remarks>
    public required AggregateResult<decimal?> Mean { get; init; }

    /// <summary>The one currency of the events; <see langword="null"/> if they have none, or several.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// Where the events are of several currencies and the query does not group by currency: the totals of each, no
    /// currency first, then ordered (UTF-16 ordinal). Their keys have the currency behind the other fields.
    /// </summary>
    /// <remarks>Empty where all events are of one currency, or of none.</remarks>
    public ImmutableArray<TotalsGroup> ByCurrency { get; init; } = [];
}
