using System;

namespace EventNormalization.Aggregation;

/// <summary>Sums its inputs exactly.</summary>
internal sealed class SumAggregator<T>(Func<T, decimal> amount) : IAggregator<T, ExactSum, AggregateResult<decimal>>
{
    public ExactSum Seed() => default;

    public void Add(ref ExactSum state, T input) => state = state.Add(amount(input));

    public void Merge(ref ExactSum state, ExactSum other) => state = state.Merge(other);

    public AggregateResult<decimal> Result(ExactSum state) => state.ToDecimal();
}
