using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>Sums decimals exactly.</summary>
internal readonly struct SumAggregator : IAggregator<decimal, SumState, AggregateResult<decimal>>
{
    public SumState Seed() => default;

    public void Add(ref SumState state, decimal input) => state.Add(input);

    /// <summary>Adds a decimal of so many units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddUnits(ref SumState state, long units) => state.AddUnits(units);

    public void Merge(ref SumState state, SumState other) => state.Merge(other);

    public AggregateResult<decimal> Result(SumState state) => state.ToSum().ToDecimal();
}
