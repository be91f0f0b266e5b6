using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace EventNormalization.Aggregation;

/// <summary>How many values lie in each of many bins, most of which are empty.</summary>
internal sealed class BinCounts
{
    private readonly Dictionary<int, long> _counts = [];

    public bool IsEmpty => _counts.Count == 0;

    public void Add(int bin, long count)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, bin, out _);
        known += count;
    }

    public void Merge(BinCounts other)
    {
        foreach (var (bin, count) in other._counts)
        {
            Add(bin, count);
        }
    }

    /// <summary>The bins that are not empty, by number.</summary>
    public KeyValuePair<int, long>[] ToSorted()
    {
        KeyValuePair<int, long>[] sorted = [.. _counts];
        Array.Sort(sorted, (left, right) => left.Key.CompareTo(right.Key));
        return sorted;
    }
}
