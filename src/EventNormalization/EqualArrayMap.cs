using System;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization;

/// <summary>
/// A dictionary of arrays as a part of a record: equal when the names and the items of their arrays are. A
/// <c>default</c> array is empty.
/// </summary>
internal readonly struct EqualArrayMap<TItem> : IEquatable<EqualArrayMap<TItem>>
{
    /// <summary>Takes a dictionary over.</summary>
    public EqualArrayMap(ImmutableDictionary<string, ImmutableArray<TItem>> value, StringComparer names)
    {
        ArgumentNullException.ThrowIfNull(value);
        Items = value.WithComparers(names);
        if (!value.IsEmpty && value.Any(pair => pair.Value.IsDefault))
        {
            Items = Items.SetItems(value.Where(pair => pair.Value.IsDefault).ToDictionary(
                pair => pair.Key, _ => ImmutableArray<TItem>.Empty));
        }
    }

    public ImmutableDictionary<string, ImmutableArray<TItem>> Items { get; }

    public bool Equals(EqualArrayMap<TItem> other) =>
        ReferenceEquals(Items, other.Items) || (Items.Count == other.Items.Count && IsWithin(other.Items));

    public override bool Equals(object? obj) => obj is EqualArrayMap<TItem> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = Items.Count;
        if (Items.IsEmpty)
        {
            return hash;
        }

        foreach (var (name, items) in Items)
        {
            // Equal dictionaries may have their names in different orders.
            hash ^= HashCode.Combine(Items.KeyComparer.GetHashCode(name), new EqualArray<TItem>(items));
        }

        return hash;
    }

    private bool IsWithin(ImmutableDictionary<string, ImmutableArray<TItem>> others)
    {
        foreach (var (name, items) in Items)
        {
            if (!others.TryGetValue(name, out var other)
                || !new EqualArray<TItem>(items).Equals(new EqualArray<TItem>(other)))
            {
                return false;
            }
        }

        return true;
    }
}
