using System;
using System.Collections.Generic;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>Remembers the groups of a query, to tell which have changed.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ChangedGroups
{
    private readonly Dictionary<FieldValue?[], TotalsGroup> _known = new(GroupKeyComparer.Instance);

    /// <summary>Those that are new or have other values than before, in their order.</summary>
    public List<TotalsGroup> Among(IReadOnlyList<TotalsGroup> groups)
    {
        var changed = new List<TotalsGroup>();
        foreach (var group in groups)
        {
            FieldValue?[] key = [.. group.Key];
            if (!_known.TryGetValue(key, out var known) || !SayTheSame(known, group))
            {
                _known[key] = group;
                changed.Add(group);
            }
        }

        return changed;
    }

    private static bool SayTheSame(TotalsGroup left, TotalsGroup right)
    {
        if (left.Currency != right.Currency || left.ByCurrency.Length != right.ByCurrency.Length
            || !left.Values.AsSpan().SequenceEqual(right.Values.AsSpan()))
        {
            return false;
        }

        for (var i = 0; i < left.ByCurrency.Length; i++)
        {
            if (!SayTheSame(left.ByCurrency[i], right.ByCurrency[i]))
            {
                return false;
            }
        }

        return true;
    }
}
