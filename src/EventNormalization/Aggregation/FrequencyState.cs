using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace EventNormalization.Aggregation;

/// <summary>What is known of how often each value came: a count for each, or that there are too many.</summary>
/// <typeparam name="TValue">What is counted; its own equality tells values apart.</typeparam>
public sealed class FrequencyState<TValue>
    where TValue : notnull
{
    private Dictionary<TValue, long> _counts = [];

    internal FrequencyState()
    {
    }

    /// <summary>Whether there are more different values than are counted; then none of them is kept.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How often each value came; none where there are too many.</summary>
    internal IReadOnlyDictionary<TValue, long> Counts => _counts;

    internal void Add(TValue value, long count, int distinctMax)
    {
        if (IsOver)
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _);
        known += count;
        if (_counts.Count > distinctMax)
        {
            GoOver();
        }
    }

    internal void Merge(FrequencyState<TValue> other, int distinctMax)
    {
        if (other.IsOver)
        {
            GoOver();
        }

        foreach (var (value, count) in other._counts)
        {
            Add(value, count, distinctMax);
        }
    }

    internal void GoOver()
    {
        IsOver = true;
        _counts = [];
    }
}
