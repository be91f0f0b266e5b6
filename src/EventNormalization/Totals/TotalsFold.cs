using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;

namespace EventNormalization.Totals;

/// <summary>Folds events, or states that were kept of events, to the totals that a query asks for.</summary>
/// <remarks>
/// <para>Law: however the events are split among folds of one query, in whatever order, and merged, the groups are the
/// same to the last bit.</para>
/// <para>Not thread-safe. Several threads fold parts of their own and merge them at the end. Nothing is allocated for an
/// event of a group that is there already and is grouped by texts.</para>
/// </remarks>
public sealed class TotalsFold
{
    private readonly Dictionary<FieldValue?[], GroupTotals> _groups = new(GroupKeyComparer.Instance);
    private readonly RecordSubject _subject = new();
    private readonly PredicateMatcher _where;
    private readonly MeasurePlan _plan;
    private readonly FieldValue?[] _current;

    // The group of the event before, which is often that of the next one, too.
    private GroupTotals? _last;

    /// <summary>A fold of no event yet.</summary>
    /// <param name="query">What to answer.</param>
    public TotalsFold(TotalsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Query = query;
        _where = new PredicateMatcher(query.Where);
        _plan = new MeasurePlan(query.Measures);
        _current = new FieldValue?[query.GroupBy.Length];
        if (query.GroupBy.IsEmpty)
        {
            Find([]);
        }
    }

    /// <summary>What the fold answers.</summary>
    public TotalsQuery Query { get; }

    /// <summary>The measures whose states are kept, in the order of the states of <see cref="AddStates"/>.</summary>
    /// <remarks>Measures that follow from others, such as the mean, are not among them.</remarks>
    public ImmutableArray<Measure> Parts => _plan.Parts;

    /// <summary>Adds an event if the query asks for it.</summary>
    /// <remarks>An event that is added twice counts twice: stores and pipelines sort out duplicates.</remarks>
    /// <param name="record">The event's record.</param>
    /// <param name="raw">Its bytes as received, for queries that ask what they hold.</param>
    public void Add(NormalizedEvent record, ReadOnlyMemory<byte> raw = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_where.MatchesEverything || _where.Matches(_subject.Of(record, raw)))
        {
            GroupOf(record).Add(record);
        }
    }

    /// <summary>Adds events of which states were kept; the caller has seen to the query's predicate.</summary>
    /// <param name="sample">A record whose group keys and currency are those of all these events.</param>
    /// <param name="states">A state of these events for each of <see cref="Parts"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are not as many states as parts.</exception>
    public void AddStates(NormalizedEvent sample, params ReadOnlySpan<MeasureState> states)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (states.Length != _plan.Parts.Length)
        {
            throw new ArgumentException($"Found {states.Length} states, expected {_plan.Parts.Length}.", nameof(states));
        }

        var group = GroupOf(sample);
        group.AddCurrency(sample.Currency);
        for (var i = 0; i < states.Length; i++)
        {
            group.States[i].Merge(states[i]);
        }
    }

    /// <summary>Adds what <paramref name="other"/> folded; it stays as it is.</summary>
    /// <param name="other">Another fold of an equal query.</param>
    /// <exception cref="ArgumentException"><paramref name="other"/> answers another query.</exception>
    public void Merge(TotalsFold other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Query.Equals(other.Query))
        {
            throw new ArgumentException("Folds of different queries do not merge.", nameof(other));
        }

        foreach (var (key, group) in other._groups)
        {
            Find(key).Merge(group);
        }
    }

    /// <summary>The groups so far, ordered by key.</summary>
    /// <remarks>
    /// An absent field comes before every value; values are ordered as <see cref="FieldOrder"/> says. There is a group for
    /// every key that an event has; a query that groups by nothing always has its one group.
    /// </remarks>
    /// <returns>The groups.</returns>
    public IReadOnlyList<TotalsGroup> ToGroups()
    {
        var groups = _groups.Values.ToArray();
        Array.Sort(groups, (left, right) => GroupKeyComparer.Instance.Compare(left.Key, right.Key));
        return Array.ConvertAll(groups, group => group.ToGroup(Query, _plan));
    }

    /// <summary>The group of events with this client, metric and currency, which are all that the query groups by.</summary>
    internal GroupTotals FindGroup(NormalizedEvent sample)
    {
        var group = GroupOf(sample);
        group.AddCurrency(sample.Currency);
        return group;
    }

    private GroupTotals GroupOf(NormalizedEvent record)
    {
        var keys = Query.GroupBy;
        for (var i = 0; i < keys.Length; i++)
        {
            _current[i] = keys[i].Of(record);
        }

        if (_last is { } last && GroupKeyComparer.Instance.Equals(last.Key, _current))
        {
            return last;
        }

        return Find(_current);
    }

    private GroupTotals Find(FieldValue?[] key)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            key = [.. key];
            group = new GroupTotals(_plan, key);
            _groups.Add(key, group);
        }

        _last = group;
        return group;
    }
}
