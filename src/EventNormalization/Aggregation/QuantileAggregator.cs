namespace EventNormalization.Aggregation;

/// <summary>Keeps what all quantiles of decimals follow from.</summary>
internal readonly struct QuantileAggregator : IAggregator<decimal, QuantileState, QuantileState>
{
    public QuantileState Seed() => new();

    public void Add(ref QuantileState state, decimal input) => state.Add(input, 1);

    public void Merge(ref QuantileState state, QuantileState other) => state.Merge(other);

    public QuantileState Result(QuantileState state) => state;
}
