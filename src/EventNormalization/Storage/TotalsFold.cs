using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>Folds events, or roll-ups of events, to the totals that a query asks for.</summary>
/// <remarks>
/// <para>Law: however the events are split among folds of one query, in whatever order, and merged, the groups are the
/// same to the last bit.</para>
/// <para>Used by one thread at a time. Several threads fold parts of their own and merge them at the end. Nothing is
/// allocated for an event of a group that is there already.</para>
/// </remarks>
public sealed class TotalsFold
{
    // One of the two is used: pairs where they suffice, since they are several times cheaper. Either has a state for each
    // currency, so that no two are ever added: of keys it is the last field, unless the query groups by it.
    private readonly Dictionary<TotalsPair, TotalsState> _pairs = [];
    private readonly Dictionary<EventField[], TotalsState> _keys = new(TotalsKey.Comparer);

    private readonly bool _isByPairs;
    private readonly bool _isByClient;
    private readonly bool _isByMetric;
    private readonly bool _isByCurrency;
    private readonly bool _isOfAll;
    private readonly EventField[] _current;

    /// <summary>A fold of no event yet.</summary>
    public TotalsFold(TotalsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Query = query;
        _isByPairs = query.FollowsFromRollUps;
        _isByClient = query.GroupBy.Contains(FieldNames.ClientId);
        _isByMetric = query.GroupBy.Contains(FieldNames.Metric);
        _isByCurrency = query.GroupBy.Contains(FieldNames.Currency);
        _isOfAll = query.Filter == EventFilter.All;
        _current = new EventField[query.GroupBy.Length + (_isByCurrency ? 0 : 1)];
    }

    /// <summary>What the fold answers.</summary>
    public TotalsQuery Query { get; }

    /// <summary>Adds an event if the query's filter matches it.</summary>
    /// <remarks>An event that is added twice counts twice: stores and pipelines sort out duplicates.</remarks>
    public void Add(NormalizedEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_isOfAll || Query.Filter.Matches(record))
        {
            var state = _isByPairs
                ? StateOf(record.ClientId, record.Metric, record.Currency)
                : StateOf(record);
            state.Add(record.Amount);
        }
    }

    /// <summary>The totals that events of a client, metric and currency belong to; null if the filter rules them out.</summary>
    /// <remarks>Whoever adds to them sees to the filter's bounds of time.</remarks>
    /// <exception cref="InvalidOperationException">The query groups by other fields.</exception>
    internal TotalsState? FindState(string clientId, string metric, string? currency)
    {
        if (!_isByPairs)
        {
            throw new InvalidOperationException("Client, metric and currency alone do not tell the group by "
                + string.Join(", ", Query.GroupBy) + ".");
        }

        return Query.Filter.MatchesClientAndMetric(clientId, metric) ? StateOf(clientId, metric, currency) : null;
    }

    /// <summary>Adds the events of a roll-up if the query's filter matches their client and metric.</summary>
    /// <remarks>The caller sees to it that all of them lie within the filter's bounds of time.</remarks>
    /// <exception cref="InvalidOperationException">The query groups by other fields, which roll-ups lack.</exception>
    public void AddRollUp(TotalsRollUp rollUp)
    {
        ArgumentNullException.ThrowIfNull(rollUp);
        if (!_isByPairs)
        {
            throw new InvalidOperationException("Roll-ups answer totals by client, metric and currency alone, not by "
                + string.Join(", ", Query.GroupBy) + ".");
        }

        if (Query.Filter.MatchesClientAndMetric(rollUp.ClientId, rollUp.Metric))
        {
            StateOf(rollUp.ClientId, rollUp.Metric, rollUp.Currency).Add(rollUp);
        }
    }

    /// <summary>Adds what <paramref name="other"/> folded; it stays as it is.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> groups by other fields.</exception>
    public void Merge(TotalsFold other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Query.GroupBy.AsSpan().SequenceEqual(other.Query.GroupBy.AsSpan()))
        {
            throw new ArgumentException("Folds that group by different fields do not merge.", nameof(other));
        }

        foreach (var (pair, state) in other._pairs)
        {
            StateOf(pair).Merge(state);
        }

        foreach (var (key, state) in other._keys)
        {
            StateOf(key).Merge(state);
        }
    }

    /// <summary>The groups so far, ordered by the canonical texts of their keys (UTF-16 ordinal).</summary>
    /// <remarks>
    /// An event's field that is missing comes before every value. There is a group for every key that an event has;
    /// a query that groups by nothing always has its one group.
    /// </remarks>
    public IReadOnlyList<TotalsGroup> ToGroups()
    {
        var states = _isByPairs
            ? _pairs.Select(pair => new CurrencyTotals(KeyOf(pair.Key), pair.Value)).ToArray()
            : _keys.Select(pair => new CurrencyTotals(pair.Key, pair.Value)).ToArray();
        return CurrencyTotals.ToGroups(states, Query.GroupBy.Length);
    }

    /// <summary>The roll-ups of a fold by client and metric, one for each currency, in the order in which they came up.</summary>
    /// <exception cref="InvalidOperationException">The query does not group by client and metric.</exception>
    public IReadOnlyList<TotalsRollUp> ToRollUps()
    {
        if (!_isByPairs || !_isByClient || !_isByMetric)
        {
            throw new InvalidOperationException("Roll-ups come from a fold by client and metric, not by "
                + string.Join(", ", Query.GroupBy) + ".");
        }

        return [.. _pairs.Select(pair => pair.Value.ToRollUp(pair.Key))];
    }

    private TotalsState StateOf(string clientId, string metric, string? currency) =>
        StateOf(new TotalsPair(_isByClient ? clientId : null, _isByMetric ? metric : null, currency));

    private TotalsState StateOf(TotalsPair pair)
    {
        if (!_pairs.TryGetValue(pair, out var state))
        {
            state = new();
            _pairs.Add(pair, state);
        }

        return state;
    }

    private TotalsState StateOf(NormalizedEvent record)
    {
        TotalsKey.Read(record, Query.GroupBy, _current);
        return StateOf(_current);
    }

    private TotalsState StateOf(EventField[] key)
    {
        if (!_keys.TryGetValue(key, out var state))
        {
            state = new();
            _keys.Add(TotalsKey.Keep(key), state);
        }

        return state;
    }

    private EventField[] KeyOf(TotalsPair pair)
    {
        var key = new EventField[_current.Length];
        for (var i = 0; i < key.Length; i++)
        {
            var name = i < Query.GroupBy.Length ? Query.GroupBy[i] : FieldNames.Currency;
            key[i] = name switch
            {
                FieldNames.ClientId => new(name, FieldValue.FromText(pair.ClientId!)),
                FieldNames.Metric => new(name, FieldValue.FromText(pair.Metric!)),
                _ => TotalsKey.OfCurrency(pair.Currency),
            };
        }

        return key;
    }
}
