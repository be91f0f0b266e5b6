using System;
using System.Collections.Immutable;

namespace EventNormalization;

/// <summary>An array as a part of a record: equal when the items are, in order. <c>default</c> is empty.</summary>
/// <remarks>
/// An <see cref="ImmutableArray{T}"/> compares by reference, and throws where it is <c>default</c>. As the field after
/// a property, this makes the record's own equality by value, so that no property is forgotten.
/// </remarks>
internal readonly struct EqualArray<T>(ImmutableArray<T> items) : IEquatable<EqualArray<T>>
{
    private readonly ImmutableArray<T> _items = items;

    public ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    public bool Equals(EqualArray<T> other) =>
        _items == other._items || Items.AsSpan().SequenceEqual(other.Items.AsSpan(), null);

    public override bool Equals(object? obj) => obj is EqualArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
