using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>Keeps the least of its decimals.</summary>
internal readonly struct MinAggregator : IAggregator<decimal, ExtremeState, decimal?>
{
    public ExtremeState Seed() => default;

    public void Add(ref ExtremeState state, decimal input) => state.TakeLess(input);

    /// <summary>Adds a decimal of so many units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddUnits(ref ExtremeState state, long units) => state.TakeLessUnits(units);

    public void Merge(ref ExtremeState state, ExtremeState other)
    {
        if (other.Value is { } least)
        {
            state.TakeLess(least);
        }
    }

    public decimal? Result(ExtremeState state) => state.Value is { } least ? DecimalPowers.Reduce(least) : null;
}
