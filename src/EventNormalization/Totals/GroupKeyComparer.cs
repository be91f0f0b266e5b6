using System;
using System.Collections.Generic;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>Compares and orders keys of groups value by value; an absent one comes before all others.</summary>
internal sealed class GroupKeyComparer : IEqualityComparer<FieldValue?[]>, IComparer<FieldValue?[]>
{
    public static readonly GroupKeyComparer Instance = new();

    public bool Equals(FieldValue?[]? x, FieldValue?[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(FieldValue?[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj)
        {
            hash.Add(value.GetHashCode());
        }

        return hash.ToHashCode();
    }

    public int Compare(FieldValue?[]? x, FieldValue?[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
        {
            var order = Compare(x[i], y![i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>The order of values of one key.</summary>
    public static int Compare(FieldValue? left, FieldValue? right)
    {
        if (left is not { } first || right is not { } second)
        {
            return left.HasValue.CompareTo(right.HasValue);
        }

        return FieldOrder.TryCompare(first, second, out var order) && order != 0
            ? order
            : first.Kind.CompareTo(second.Kind);
    }
}
