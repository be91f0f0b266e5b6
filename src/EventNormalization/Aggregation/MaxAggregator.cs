using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>Keeps the greatest of its decimals.</summary>
internal readonly struct MaxAggregator : IAggregator<decimal, ExtremeState, decimal?>
{
    public ExtremeState Seed() => default;

    public void Add(ref ExtremeState state, decimal input) => state.TakeGreater(input);

    /// <summary>Adds a decimal of so many units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddUnits(ref ExtremeState state, long units) => state.TakeGreaterUnits(units);

    public void Merge(ref ExtremeState state, ExtremeState other)
    {
        if (other.Value is { } greatest)
        {
            state.TakeGreater(greatest);
        }
    }

    public decimal? Result(ExtremeState state) => state.Value is { } greatest ? DecimalPowers.Reduce(greatest) : null;
}
