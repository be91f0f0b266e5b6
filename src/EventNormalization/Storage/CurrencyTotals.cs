using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>The totals of one currency within a group; the key has the currency last, or among the fields grouped by.</summary>
internal sealed class CurrencyTotals(EventField[] key, TotalsState state)
{
    private readonly string?[] _texts = TotalsKey.Texts(key);

    private string? Currency
    {
        get
        {
            var at = Array.FindLastIndex(Key, one => one.Name == FieldNames.Currency);
            return at < 0 ? null : _texts[at];
        }
    }

    /// <summary>Makes groups of keys that agree in so many fields, ordered; there is always one by no field.</summary>
    public static IReadOnlyList<TotalsGroup> ToGroups(CurrencyTotals[] all, int fieldCount)
    {
        if (all.Length == 0 && fieldCount == 0)
        {
            return [new TotalsState().ToGroup([])];
        }

        Array.Sort(all, (left, right) => TotalsKey.Compare(left._texts, left.Key, right._texts, right.Key));
        var groups = new List<TotalsGroup>();
        for (var start = 0; start < all.Length;)
        {
            var fields = all[start].Key.AsSpan(0, fieldCount);
            var end = start + 1;
            while (end < all.Length && all[end].Key.AsSpan(0, fieldCount).SequenceEqual(fields))
            {
                end++;
            }

            groups.Add(ToGroup(all.AsSpan(start, end - start), fields));
            start = end;
        }

        return groups;
    }

    private EventField[] Key => key;

    private static TotalsGroup ToGroup(ReadOnlySpan<CurrencyTotals> all, ReadOnlySpan<EventField> fields)
    {
        var present = TotalsKey.Present(fields.ToArray());
        return all.Length == 1 ? all[0].ToGroup(present) : ToMixedGroup(all.ToArray(), present);
    }

    private static TotalsGroup ToMixedGroup(
        CurrencyTotals[] all, ImmutableArray<EventField> fields)
    {
        // A state may have been asked for and never added to.
        var counted = Array.FindAll(all, one => one.Count > 0);
        if (counted.Length <= 1)
        {
            return counted.FirstOrDefault(all[0]).ToGroup(fields);
        }

        var error = AggregateError.OfCurrencies(Array.ConvertAll(counted, one => one.Currency));
        return new TotalsGroup
        {
            Key = fields,
            Count = counted.Sum(one => one.Count),
            Sum = error,
            Min = error,
            Max = error,
            Mean = error,
            ByCurrency = [.. counted.Select(one => one.ToGroup(TotalsKey.Present(one.Key)))],
        };
    }

    private long Count => state.Count;

    private TotalsGroup ToGroup(ImmutableArray<EventField> fields) => state.ToGroup(fields, Currency);
}
