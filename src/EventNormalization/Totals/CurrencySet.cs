using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Totals;

/// <summary>The currencies of the events of a group; "none" is one of them.</summary>
internal struct CurrencySet
{
    private bool _hasFirst;
    private string? _first;
    private SortedSet<string>? _others;

    /// <summary>Whether there is more than one.</summary>
    public readonly bool IsMixed => _others is not null;

    /// <summary>Adds the currency of an event; null or "" if it has none.</summary>
    public void Add(string? currency)
    {
        if (!_hasFirst)
        {
            (_hasFirst, _first) = (true, currency);
        }
        else if (!ReferenceEquals(currency, _first))
        {
            AddOther(currency ?? "");
        }
    }

    /// <summary>Adds those of another group.</summary>
    public void Merge(in CurrencySet other)
    {
        if (other._hasFirst)
        {
            Add(other._first);
            foreach (var currency in other._others ?? [])
            {
                AddOther(currency);
            }
        }
    }

    /// <summary>All of them, ordered by code point; null is none and comes first.</summary>
    public readonly IReadOnlyList<string?> ToList()
    {
        IEnumerable<string> all = _hasFirst ? [_first ?? ""] : [];
        return [.. all.Concat(_others ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(currency => currency.Length == 0 ? null : currency)];
    }

    private void AddOther(string currency)
    {
        if (currency != (_first ?? ""))
        {
            (_others ??= new SortedSet<string>(StringComparer.Ordinal)).Add(currency);
        }
    }
}
