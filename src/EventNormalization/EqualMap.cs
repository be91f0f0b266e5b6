using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization;

/// <summary>A dictionary as a part of a record: equal when the names and their values are.</summary>
/// <remarks>Whatever comparer the dictionary came with, names are compared as the property says, not as its maker did.
/// </remarks>
internal readonly struct EqualMap<TValue> : IEquatable<EqualMap<TValue>>
{
    /// <summary>Takes a dictionary over.</summary>
    /// <exception cref="ArgumentException">Two names are one to the comparer, and have different values.</exception>
    public EqualMap(ImmutableDictionary<string, TValue> value, StringComparer names)
    {
        ArgumentNullException.ThrowIfNull(value);
        Items = value.WithComparers(names);
    }

    public ImmutableDictionary<string, TValue> Items { get; }

    public bool Equals(EqualMap<TValue> other) =>
        ReferenceEquals(Items, other.Items) || (Items.Count == other.Items.Count && IsWithin(other.Items));

    public override bool Equals(object? obj) => obj is EqualMap<TValue> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = Items.Count;
        if (Items.IsEmpty)
        {
            return hash;
        }

        foreach (var (name, value) in Items)
        {
            // Equal dictionaries may have their names in different orders.
            hash ^= HashCode.Combine(Items.KeyComparer.GetHashCode(name), value);
        }

        return hash;
    }

    private bool IsWithin(ImmutableDictionary<string, TValue> others)
    {
        foreach (var (name, value) in Items)
        {
            if (!others.TryGetValue(name, out var other) || !EqualityComparer<TValue>.Default.Equals(value, other))
            {
                return false;
            }
        }

        return true;
    }
}
