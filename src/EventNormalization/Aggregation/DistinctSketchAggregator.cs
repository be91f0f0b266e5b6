using System;

namespace EventNormalization.Aggregation;

/// <summary>Estimates how many different hashes there are.</summary>
/// <remarks>
/// The estimate is that of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), without a
/// bias to be corrected by tables. It needs nothing but addition, multiplication, division and square roots, which IEEE
/// 754 rounds in one way: the same registers give the same number on every machine.
/// </remarks>
internal readonly struct DistinctSketchAggregator : IAggregator<ulong, DistinctSketchState, long>
{
    /// <summary>1 / (2 ln 2).</summary>
    private const double Alpha = 0.72134752044448170;

    public DistinctSketchState Seed() => new();

    public void Add(ref DistinctSketchState state, ulong input) => state.Add(input);

    public void Merge(ref DistinctSketchState state, DistinctSketchState other) => state.Merge(other);

    public long Result(DistinctSketchState state) =>
        state.IsExact ? state.Hashes.Count : Estimate(state.Registers);

    private static long Estimate(ReadOnlySpan<byte> registers)
    {
        Span<int> counts = stackalloc int[DistinctSketchState.RankMax + 1];
        counts.Clear();
        foreach (var register in registers)
        {
            counts[register]++;
        }

        const double Count = DistinctSketchState.RegisterCount;
        var sum = Count * Tau(1 - (counts[^1] / Count));
        for (var rank = DistinctSketchState.RankMax - 1; rank >= 1; rank--)
        {
            sum = 0.5 * (sum + counts[rank]);
        }

        sum += Count * Sigma(counts[0] / Count);
        var estimate = Math.Round(Alpha * Count * Count / sum, MidpointRounding.ToEven);

        // Where nearly all registers are full, the estimate has no bound.
        return estimate < long.MaxValue ? (long)estimate : long.MaxValue;
    }

    /// <summary>The share of registers that no value has met.</summary>
    private static double Sigma(double share)
    {
        if (share == 1)
        {
            return double.PositiveInfinity;
        }

        var (factor, sum, before) = (1.0, share, -1.0);
        while (sum != before)
        {
            share *= share;
            before = sum;
            sum += share * factor;
            factor += factor;
        }

        return sum;
    }

    /// <summary>The share of registers that are full.</summary>
    private static double Tau(double share)
    {
        if (share is 0 or 1)
        {
            return 0;
        }

        var (factor, sum, before) = (1.0, 1 - share, -1.0);
        while (sum != before)
        {
            share = Math.Sqrt(share);
            before = sum;
            factor *= 0.5;
            sum -= (1 - share) * (1 - share) * factor;
        }

        return sum / 3;
    }
}
