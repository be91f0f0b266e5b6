using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Aggregation;

/// <summary>Picks the values that came most often.</summary>
internal static class TopValues
{
    /// <summary>At most so many values by count, the greatest first; those of one count in their order.</summary>
    /// <param name="counts">How often each came.</param>
    /// <param name="count">How many to pick.</param>
    /// <param name="order">Tells any two different values apart.</param>
    public static ImmutableArray<KeyValuePair<TValue, long>> Of<TValue>(
        IReadOnlyDictionary<TValue, long> counts, int count, IComparer<TValue> order)
    {
        KeyValuePair<TValue, long>[] all = [.. counts];
        Array.Sort(all, (left, right) => left.Value == right.Value
            ? order.Compare(left.Key, right.Key)
            : right.Value.CompareTo(left.Value));
        return [.. all.AsSpan(0, Math.Min(count, all.Length))];
    }
}
