using System;
using System.Collections.Immutable;

namespace EventNormalization.Aggregation;

/// <summary>Counts decimals between fixed bounds.</summary>
internal readonly struct HistogramAggregator : IAggregator<decimal, HistogramState, ImmutableArray<HistogramBin>>
{
    public HistogramState Seed() => new();

    public void Add(ref HistogramState state, decimal input) => state.Bins.Add(HistogramBounds.BinOf(input), 1);

    public void Merge(ref HistogramState state, HistogramState other) => state.Bins.Merge(other.Bins);

    public ImmutableArray<HistogramBin> Result(HistogramState state) => ImmutableArray.Create(Array.ConvertAll(
        state.Bins.ToSorted(), bin => new HistogramBin(HistogramBounds.LowerOf(bin.Key), bin.Value)));
}
