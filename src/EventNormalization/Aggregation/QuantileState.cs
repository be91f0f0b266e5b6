using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventNormalization.Aggregation;

/// <summary>
/// What quantiles know of their decimals: each of them as long as few differ, then how many lie in each bin.
/// </summary>
/// <remarks>
/// Which of the two it is depends on the set of the decimals alone, and a bin never collapses into another one. So the
/// order and the split of the decimals change nothing.
/// </remarks>
public sealed class QuantileState
{
    /// <summary>The most different decimals that are kept as they are.</summary>
    internal const int ExactMax = 1_000;

    private Dictionary<decimal, long>? _exact = [];
    private readonly BinCounts _bins = new();
    private decimal _least;
    private decimal _greatest;

    internal QuantileState()
    {
    }

    /// <summary>Whether quantiles are exact: not more than 1,000 different decimals were added.</summary>
    public bool IsExact => _exact is not null;

    /// <summary>The decimals by value, each with how often it was added; only where quantiles are exact.</summary>
    internal KeyValuePair<decimal, long>[] ToSortedValues()
    {
        Debug.Assert(_exact is not null);
        KeyValuePair<decimal, long>[] sorted = [.. _exact];
        Array.Sort(sorted, (left, right) => left.Key.CompareTo(right.Key));
        return sorted;
    }

    /// <summary>The bins with their least and greatest decimal; only where quantiles are not exact.</summary>
    internal (decimal Least, decimal Greatest, KeyValuePair<int, long>[] Bins) ToSortedBins()
    {
        Debug.Assert(_exact is null);
        return (_least, _greatest, _bins.ToSorted());
    }

    internal void Add(decimal value, long count)
    {
        if (_exact is null)
        {
            AddToBin(value, count);
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_exact, value, out _);
        known += count;
        if (_exact.Count > ExactMax)
        {
            GoOverToBins();
        }
    }

    internal void Merge(QuantileState other)
    {
        if (other._exact is not null)
        {
            foreach (var (value, count) in other._exact)
            {
                Add(value, count);
            }

            return;
        }

        MergeBins((other._least, other._greatest), other._bins);
    }

    /// <summary>Adds what another state knows by its bins.</summary>
    internal void MergeBins((decimal Least, decimal Greatest) ends, BinCounts bins)
    {
        GoOverToBins();
        _least = _bins.IsEmpty ? ends.Least : Math.Min(_least, ends.Least);
        _greatest = _bins.IsEmpty ? ends.Greatest : Math.Max(_greatest, ends.Greatest);
        _bins.Merge(bins);
    }

    private void GoOverToBins()
    {
        var values = _exact ?? [];
        _exact = null;
        foreach (var (value, count) in values)
        {
            AddToBin(value, count);
        }
    }

    private void AddToBin(decimal value, long count)
    {
        _least = _bins.IsEmpty ? value : Math.Min(_least, value);
        _greatest = _bins.IsEmpty ? value : Math.Max(_greatest, value);
        _bins.Add(QuantileBins.BinOf(value), count);
    }
}
