using System;
using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>
/// Quantiles by nearest rank: the least value that at least so many percent of the values do not exceed.
/// </summary>
internal static class NearestRank
{
    /// <summary>The most decimals of a percentage.</summary>
    public const int PercentScaleMax = 4;

    /// <summary>Whether it is from 0 to 100, with at most four decimals.</summary>
    public static bool IsPercent(decimal percent) =>
        percent is >= 0 and <= 100 && decimal.Round(percent, PercentScaleMax) == percent;

    /// <summary>Throws for what is no percentage.</summary>
    public static void Require(decimal percent)
    {
        if (!IsPercent(percent))
        {
            throw new ArgumentOutOfRangeException(
                nameof(percent), percent, $"Expected 0 to 100, with at most {PercentScaleMax} decimals.");
        }
    }

    /// <summary>The quantile of what a state knows; null of no decimal.</summary>
    public static decimal? Of(QuantileState state, decimal percent)
    {
        if (!state.IsExact)
        {
            var (least, greatest, bins) = state.ToSortedBins();
            return DecimalPowers.Reduce(OfBins(bins, (least, greatest), percent));
        }

        var values = state.ToSortedValues();
        return values.Length == 0 ? null : DecimalPowers.Reduce(values[IndexAt(values, RankOf(values, percent))].Key);
    }

    /// <summary>The value that stands for the bin of the rank, within the least and the greatest value.</summary>
    private static decimal OfBins(
        KeyValuePair<int, long>[] bins, (decimal Least, decimal Greatest) ends, decimal percent)
    {
        var rank = RankOf(bins, percent);
        if (rank == 1 || rank == CountOf(bins))
        {
            return rank == 1 ? ends.Least : ends.Greatest;
        }

        var units = QuantileBins.MiddleOf(bins[IndexAt(bins, rank)].Key);
        var isMiddle = DecimalPowers.TryReduce(units, out var middle);
        return isMiddle ? Math.Clamp(middle, ends.Least, ends.Greatest)
            : units.Sign < 0 ? ends.Least
            : ends.Greatest;
    }

    /// <summary>From 1: percent of the count, rounded up.</summary>
    private static Int128 RankOf<TKey>(KeyValuePair<TKey, long>[] counts, decimal percent)
    {
        const int PercentUnits = 10_000;
        var share = (Int128)(percent * PercentUnits) * CountOf(counts);
        const int All = 100 * PercentUnits;
        return Int128.Max(1, (share + All - 1) / All);
    }

    private static Int128 CountOf<TKey>(KeyValuePair<TKey, long>[] counts)
    {
        Int128 count = 0;
        foreach (var (_, many) in counts)
        {
            count += many;
        }

        return count;
    }

    private static int IndexAt<TKey>(KeyValuePair<TKey, long>[] counts, Int128 rank)
    {
        var index = 0;
        for (var before = (Int128)counts[0].Value; before < rank; before += counts[index].Value)
        {
            index++;
        }

        return index;
    }
}
