namespace EventNormalization.Aggregation;

/// <summary>Sums decimals exactly.</summary>
internal readonly struct SumAggregator : IAggregator<decimal, SumState, AggregateResult<decimal>>
{
    public SumState Seed() => default;

    public void Add(ref SumState state, decimal input) => state.Add(input);

    public void Merge(ref SumState state, SumState other) => state.Merge(other);

    public AggregateResult<decimal> Result(SumState state) => state.ToSum().ToDecimal();
}
