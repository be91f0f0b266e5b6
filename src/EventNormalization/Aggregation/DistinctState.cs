using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>What an exact count of different values knows: the values, or that there are too many.</summary>
/// <typeparam name="TValue">What is counted; its own equality tells values apart.</typeparam>
public sealed class DistinctState<TValue>
    where TValue : notnull
{
    private HashSet<TValue> _values = [];

    internal DistinctState()
    {
    }

    /// <summary>Whether there are more values than are counted; then none of them is kept.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The different values; none where there are too many.</summary>
    internal IReadOnlyCollection<TValue> Values => _values;

    internal void Add(TValue value, int countMax)
    {
        if (!IsOver && _values.Add(value) && _values.Count > countMax)
        {
            GoOver();
        }
    }

    internal void Merge(DistinctState<TValue> other, int countMax)
    {
        if (other.IsOver)
        {
            GoOver();
        }

        foreach (var value in other._values)
        {
            Add(value, countMax);
        }
    }

    internal void GoOver()
    {
        IsOver = true;
        _values = [];
    }
}
