using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>Creates the groups of a query from totals that are kept per currency.</summary>
internal sealed class GroupSorter(TotalsQuery query, MeasurePlan plan)
{
    private readonly int _keyLength = query.GroupBy.Length;

    /// <summary>The groups, ordered by key; there is always one where the query groups by nothing.</summary>
    public IReadOnlyList<TotalsGroup> ToGroups(KeyedTotals[] all)
    {
        if (all.Length == 0 && _keyLength == 0)
        {
            return [ToGroup(new KeyedTotals([], new GroupTotals(plan, null)))];
        }

        Array.Sort(all, (left, right) => GroupKeyComparer.Instance.Compare(left.Key, right.Key));
        var groups = new List<TotalsGroup>();
        for (var start = 0; start < all.Length;)
        {
            var end = start + 1;
            while (end < all.Length && KeyOf(all[end]).SequenceEqual(KeyOf(all[start])))
            {
                end++;
            }

            groups.Add(end == start + 1 ? ToGroup(all[start]) : ToMixedGroup(all.AsSpan(start, end - start)));
            start = end;
        }

        return groups;
    }

    private ReadOnlySpan<FieldValue?> KeyOf(KeyedTotals one) => one.Key.AsSpan(0, _keyLength);

    private TotalsGroup ToGroup(KeyedTotals one) =>
        new(query, [.. KeyOf(one)], ValuesOf(one.Totals, null)) { Currency = one.Totals.Currency };

    /// <summary>Amounts of several currencies are never added: their sum is an error.</summary>
    private TotalsGroup ToMixedGroup(ReadOnlySpan<KeyedTotals> currencies)
    {
        var merged = new GroupTotals(plan, null);
        var names = new List<string?>();
        var parts = ImmutableArray.CreateBuilder<TotalsGroup>(currencies.Length);
        foreach (var one in currencies)
        {
            merged.Merge(one.Totals);
            names.Add(one.Totals.Currency);
            parts.Add(ToGroup(one));
        }

        return new(query, [.. KeyOf(currencies[0])], ValuesOf(merged, AggregateError.OfCurrencies([.. names])))
        {
            ByCurrency = parts.MoveToImmutable(),
        };
    }

    private ImmutableArray<MeasureValue> ValuesOf(GroupTotals totals, AggregateError? mixed)
    {
        var values = ImmutableArray.CreateBuilder<MeasureValue>(query.Measures.Length);
        for (var i = 0; i < query.Measures.Length; i++)
        {
            values.Add(mixed is not null && query.Measures[i].Unit == MeasureUnit.Currency
                ? MeasureValue.FromError(mixed)
                : totals.ValueOf(i));
        }

        return values.MoveToImmutable();
    }
}
