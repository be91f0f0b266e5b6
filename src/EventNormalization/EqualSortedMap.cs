using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization;

/// <summary>A sorted dictionary as a part of a record: equal when the names and their values are.</summary>
/// <remarks>
/// Names are in ordinal order, whatever comparer the dictionary came with: its own may follow a culture.
/// </remarks>
internal readonly struct EqualSortedMap<TValue> : IEquatable<EqualSortedMap<TValue>>
{
    /// <summary>Takes a dictionary over.</summary>
    public EqualSortedMap(ImmutableSortedDictionary<string, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Items = value.WithComparers(StringComparer.Ordinal);
    }

    public ImmutableSortedDictionary<string, TValue> Items { get; }

    public bool Equals(EqualSortedMap<TValue> other) =>
        ReferenceEquals(Items, other.Items) || (Items.Count == other.Items.Count && IsWithin(other.Items));

    public override bool Equals(object? obj) => obj is EqualSortedMap<TValue> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, value) in Items)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private bool IsWithin(ImmutableSortedDictionary<string, TValue> others)
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
