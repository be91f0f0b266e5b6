using System;

namespace EventNormalization.Aggregation;

/// <summary>Divides the exact sum of its inputs by their count.</summary>
internal sealed class MeanAggregator<T>(Func<T, decimal> amount) : IAggregator<T, MeanState, decimal?>
{
    public MeanState Seed() => default;

    public void Add(ref MeanState state, T input) => state = new(state.Sum.Add(amount(input)), state.Count + 1);

    public void Merge(ref MeanState state, MeanState other) =>
        state = new(state.Sum.Merge(other.Sum), state.Count + other.Count);

    public decimal? Result(MeanState state) => state.Count == 0 ? null : state.Sum.DivideBy(state.Count);
}
