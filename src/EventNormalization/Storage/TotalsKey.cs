using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>Keys of groups by any fields: one field for each name grouped by, <c>default</c> if missing.</summary>
internal static class TotalsKey
{
    /// <summary>Compares the fields of two keys one by one.</summary>
    public static readonly IEqualityComparer<EventField[]> Comparer = new ByFields();

    /// <summary>Puts the fields of these names into <paramref name="key"/>, and the currency if it is longer.</summary>
    public static void Read(NormalizedEvent record, ImmutableArray<string> names, EventField[] key)
    {
        for (var i = 0; i < names.Length; i++)
        {
            key[i] = FieldOf(record, names[i]);
        }

        if (key.Length > names.Length)
        {
            key[^1] = OfCurrency(record.Currency);
        }
    }

    /// <summary>A copy to keep, in which decimals have no trailing zeros, as equal ones are in one group.</summary>
    public static EventField[] Keep(EventField[] key) => Array.ConvertAll(key, Reduce);

    /// <summary>The fields that are there; the key must not change any more.</summary>
    public static ImmutableArray<EventField> Present(EventField[] key) => Array.TrueForAll(key, IsPresent)
        ? ImmutableCollectionsMarshal.AsImmutableArray(key)
        : [.. key.Where(IsPresent)];

    /// <summary>The canonical texts of the fields, <see langword="null"/> where one is missing.</summary>
    public static string?[] Texts(EventField[] key) =>
        Array.ConvertAll(key, field => IsPresent(field) ? field.Value.ToString() : null);

    /// <summary>Orders keys by their texts (UTF-16 ordinal), missing fields first, then by kinds.</summary>
    public static int Compare(string?[] leftTexts, EventField[] left, string?[] rightTexts, EventField[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var order = string.CompareOrdinal(leftTexts[i], rightTexts[i]);
            if (order == 0)
            {
                order = left[i].Value.Kind.CompareTo(right[i].Value.Kind);
            }

            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>The field of a currency; <c>default</c> if there is none.</summary>
    public static EventField OfCurrency(string? currency) =>
        currency is null ? default : new(FieldNames.Currency, FieldValue.FromText(currency));

    private static bool IsPresent(EventField field) => field.Name is not null;

    private static EventField Reduce(EventField field) => field.Value.Kind == FieldValueKind.Decimal
        ? new(field.Name, FieldValue.FromDecimal(DecimalPowers.Reduce(field.Value.AsDecimal())))
        : field;

    private static EventField FieldOf(NormalizedEvent record, string name) => name switch
    {
        FieldNames.ClientId => new(name, FieldValue.FromText(record.ClientId)),
        FieldNames.Metric => new(name, FieldValue.FromText(record.Metric)),
        FieldNames.Amount => new(name, FieldValue.FromDecimal(record.Amount)),
        FieldNames.Timestamp => new(name, FieldValue.FromInstant(record.Timestamp)),
        FieldNames.Currency => OfCurrency(record.Currency),
        _ => FurtherFieldOf(record, name),
    };

    private static EventField FurtherFieldOf(NormalizedEvent record, string name)
    {
        foreach (var field in record.Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return default;
    }

    private sealed class ByFields : IEqualityComparer<EventField[]>
    {
        public bool Equals(EventField[]? x, EventField[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(EventField[] obj)
        {
            var hash = default(HashCode);
            foreach (var field in obj)
            {
                hash.Add(field.Value.GetHashCode());
            }

            return hash.ToHashCode();
        }
    }
}
