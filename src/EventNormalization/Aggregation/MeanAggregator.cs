namespace EventNormalization.Aggregation;

/// <summary>Divides the exact sum of decimals by their count.</summary>
internal sealed class MeanAggregator : IAggregator<decimal, MeanState, decimal?>
{
    public static readonly MeanAggregator Instance = new();

    public MeanState Seed() => default;

    public void Add(ref MeanState state, decimal input) => state.Add(input);

    public void Merge(ref MeanState state, MeanState other) => state.Merge(other);

    public decimal? Result(MeanState state) => state.Count == 0 ? null : state.Sum.ToSum().DivideBy(state.Count);
}
