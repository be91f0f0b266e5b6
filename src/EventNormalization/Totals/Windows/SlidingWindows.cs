using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Puts windows that overlap together from the totals of their steps.</summary>
/// <remarks>States are merged and no event is looked at again, so the law of merging is that of the windows.</remarks>
internal sealed class SlidingWindows
{
    private readonly Dictionary<FieldValue?[], GroupTotals> _windows = new(GroupKeyComparer.Instance);

    // The step before each one: the same steps come with every other key, and finding one asks the zone.
    private readonly Dictionary<Instant, WindowSpan> _before = [];
    private readonly MeasurePlan _plan;
    private readonly WindowKey _key;
    private readonly int _index;

    private SlidingWindows(MeasurePlan plan, WindowKey key, int index) => (_plan, _key, _index) = (plan, key, index);

    /// <summary>The totals of windows; those that are given, if the query has none that is made of steps.</summary>
    /// <exception cref="ArgumentException">There are too many windows.</exception>
    public static KeyedTotals[] Combine(TotalsQuery query, MeasurePlan plan, KeyedTotals[] steps)
    {
        if (query.GroupBy.OfType<WindowKey>().FirstOrDefault(key => key.StepCount > 1) is not { } sliding)
        {
            return steps;
        }

        var windows = new SlidingWindows(plan, sliding, query.GroupBy.IndexOf(sliding));
        foreach (var step in steps)
        {
            windows.Add(step);
        }

        return [.. windows._windows.Select(pair => new KeyedTotals(pair.Key, pair.Value))];
    }

    /// <summary>Adds a step to the windows that it is in: the one that begins with it and those before.</summary>
    private void Add(KeyedTotals step)
    {
        FieldValue?[] key = [.. step.Key];
        var span = _key.SpanAt(key[_index]!.Value.AsInstant());
        for (var i = 0; i < _key.StepCount; i++)
        {
            key[_index] = span.Value;
            Find(key, step.Totals.Currency).Merge(step.Totals);
            span = Before(span);
        }
    }

    private GroupTotals Find(FieldValue?[] key, string? currency)
    {
        if (!_windows.TryGetValue(key, out var totals))
        {
            WindowLimit.Require(_windows.Count + 1L);
            totals = new GroupTotals(_plan, currency);
            _windows.Add([.. key], totals);
        }

        return totals;
    }

    private WindowSpan Before(WindowSpan span)
    {
        ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(_before, span.Start, out _);
        return before ??= _key.SpanAt(span.Start - Duration.Epsilon);
    }
}
