using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Adds the windows of time in which nothing happened, for each combination of the other keys.</summary>
internal sealed class WindowFiller
{
    private readonly TotalsQuery _query;
    private readonly WindowKey _key;
    private readonly int _index;
    private readonly GroupTotals _nothing;

    private WindowFiller(TotalsQuery query, MeasurePlan plan)
    {
        _query = query;
        _key = query.GroupBy.OfType<WindowKey>().Single();
        _index = query.GroupBy.IndexOf(_key);
        _nothing = new GroupTotals(plan, null);
    }

    /// <summary>The totals with those of nothing; as they are, if the query does not ask for empty windows.</summary>
    /// <exception cref="ArgumentException">There are too many windows.</exception>
    public static KeyedTotals[] Fill(TotalsQuery query, MeasurePlan plan, KeyedTotals[] found) =>
        query.EmptyWindows ? new WindowFiller(query, plan).Fill(found) : found;

    private KeyedTotals[] Fill(KeyedTotals[] found)
    {
        var groups = found.Select(one => one.Key[.._query.GroupBy.Length]).ToHashSet(GroupKeyComparer.Instance);
        var others = groups.Select(WithoutWindow).ToHashSet(GroupKeyComparer.Instance);
        if (_query.GroupBy.Length == 1)
        {
            // The window is the only key, so there is its one combination even if nothing happened at all.
            others.Add([null]);
        }

        var all = new List<KeyedTotals>(found);
        foreach (var window in Windows([.. groups.Select(key => key[_index]!.Value.AsInstant())], others.Count))
        {
            foreach (var other in others)
            {
                FieldValue?[] key = [.. other];
                key[_index] = window.Value;
                if (!groups.Contains(key))
                {
                    all.Add(new KeyedTotals(Full(key), _nothing));
                }
            }
        }

        return [.. all];
    }

    private FieldValue?[] WithoutWindow(FieldValue?[] key)
    {
        FieldValue?[] other = [.. key];
        other[_index] = null;
        return other;
    }

    /// <summary>The key with the currency behind it, where totals are kept by it: nothing has none.</summary>
    private FieldValue?[] Full(FieldValue?[] key) => _query.MixesCurrencies ? [.. key, null] : key;

    /// <summary>The windows between the bounds, or the first and the last that have an event.</summary>
    private List<WindowSpan> Windows(Instant[] found, int combinationCount)
    {
        var scope = _query.Scope;
        var first = scope.From is { } from ? FirstAt(from) : Extreme(found, Enumerable.Min);
        var last = scope.To is { } to && to > Instant.MinValue ? _key.SpanAt(to - Duration.Epsilon).Start
            : Extreme(found, Enumerable.Max);
        var windows = new List<WindowSpan>();
        if (first is not { } start || last is not { } end || combinationCount == 0 || IsNothing(scope))
        {
            return windows;
        }

        for (var window = _key.SpanAt(start); window.Start <= end; window = _key.SpanAt(window.End))
        {
            windows.Add(window);
            WindowLimit.Require((long)windows.Count * combinationCount);
            if (window.IsLast)
            {
                break;
            }
        }

        return windows;
    }

    /// <summary>The start of the first window that reaches into the time from a bound on.</summary>
    private Instant FirstAt(Instant from)
    {
        var window = _key.SpanAt(from);
        for (var i = 1; i < _key.StepCount; i++)
        {
            window = _key.SpanAt(window.Start - Duration.Epsilon);
        }

        return window.Start;
    }

    private static bool IsNothing(PredicateScope scope) =>
        scope is { From: { } from, To: { } to } && from >= to;

    private static Instant? Extreme(Instant[] found, Func<IEnumerable<Instant>, Instant> choose) =>
        found.Length == 0 ? null : choose(found);
}
