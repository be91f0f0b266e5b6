using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals.Authoring;

/// <summary>Folds events, or states that were kept of events, to the totals that a query asks for.</summary>
/// <remarks>
/// <para>Law: however the events are split among folds of one query, in any order, and merged, the groups are identical
/// to the last bit.</para>
/// <para>Not thread-safe: several threads use one fold each and merge them at the end. Adding an event to an existing
/// group that is grouped by texts allocates nothing.</para>
/// </remarks>
public sealed class TotalsFold
{
    private readonly RecordSubject _subject = new();
    private readonly PredicateMatcher _where;
    private readonly PredicateMatcher? _ofRollUps;
    private readonly MeasurePlan _plan;
    private readonly GroupTable _groups;

    /// <summary>Creates an empty fold.</summary>
    /// <param name="query">What to answer.</param>
    /// <exception cref="ArgumentException">
    /// The query fills <see cref="TotalsQuery.EmptyWindows"/> and does not group by one window of time.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    public TotalsFold(TotalsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.RequireOneWindowToFill();
        Query = query;
        _where = new PredicateMatcher(query.Where);
        _plan = new MeasurePlan(query.Measures);
        _groups = new GroupTable(query, _plan);
        _ofRollUps = query.FollowsFromRollUps ? new PredicateMatcher(query.Scope.Rest) : null;
    }

    /// <summary>The query of the fold.</summary>
    public TotalsQuery Query { get; }

    /// <summary>The measures whose states are kept, in the order of the states of <see cref="AddStates"/>.</summary>
    /// <remarks>Measures that follow from others, such as the mean, are not among them.</remarks>
    public ImmutableArray<Measure> Parts => _plan.Parts;

    /// <summary>Whether summaries of the amounts tell what the query asks for; see <see cref="AddSummary"/>.</summary>
    public bool FollowsFromSummaries => Query.FollowsFromRollUps && _plan.IsOfSummary;

    /// <summary>Adds an event if the query asks for it.</summary>
    /// <remarks>An event that is added twice counts twice: stores and pipelines remove duplicates.</remarks>
    /// <param name="record">The event's record.</param>
    /// <param name="id">Its id, which orders events of one instant: the first and the latest depend on it.</param>
    /// <param name="raw">Its bytes as received, for queries that ask what they hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public void Add(NormalizedEvent record, RecordId id, ReadOnlyMemory<byte> raw = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_where.MatchesEverything || _where.Matches(_subject.Of(record, raw)))
        {
            _groups.Of(record).Add(record, id);
        }
    }

    /// <summary>
    /// Adds events of which a store kept states, if the query asks for their client, metric and currency.
    /// </summary>
    /// <remarks>The caller ensures that all of them are within the query's bounds of time.</remarks>
    /// <param name="sample">A record with the client, metric, currency and hour of all these events.</param>
    /// <param name="states">A state of these events for each of <see cref="Parts"/>, in their order.</param>
    /// <exception cref="InvalidOperationException">Such states do not tell what the query asks for.</exception>
    /// <exception cref="ArgumentException">There are not as many states as parts.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="sample"/> is null.</exception>
    public void AddStates(NormalizedEvent sample, params ReadOnlySpan<MeasureState> states)
    {
        if (states.Length != _plan.Parts.Length)
        {
            throw new ArgumentException(
                $"Found {states.Length} states, expected {_plan.Parts.Length}.", nameof(states));
        }

        if (AsksFor(sample))
        {
            _groups.Of(sample).Merge(states);
        }
    }

    /// <summary>
    /// Adds events of which a store kept a summary of the amounts, if the query asks for their client, metric and
    /// currency.
    /// </summary>
    /// <remarks>The caller ensures that all of them are within the query's bounds of time.</remarks>
    /// <param name="sample">A record with the client, metric, currency and hour of all these events.</param>
    /// <param name="amounts">The summary of their amounts.</param>
    /// <exception cref="InvalidOperationException">
    /// Such summaries cannot answer the query; see <see cref="FollowsFromSummaries"/>.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="sample"/> is null.</exception>
    public void AddSummary(NormalizedEvent sample, in DecimalSummary amounts)
    {
        if (!_plan.IsOfSummary)
        {
            throw new InvalidOperationException("A summary of the amounts does not tell what the query asks for.");
        }

        if (AsksFor(sample))
        {
            _groups.Of(sample).Merge(amounts);
        }
    }

    /// <summary>Adds what <paramref name="other"/> folded; it is not changed.</summary>
    /// <param name="other">Another fold of an equal query.</param>
    /// <exception cref="ArgumentException"><paramref name="other"/> answers another query.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void Merge(TotalsFold other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Query.Equals(other.Query))
        {
            throw new ArgumentException("Folds of different queries do not merge.", nameof(other));
        }

        _groups.Merge(other._groups);
    }

    /// <summary>Writes the states of all groups, so that another process, or another machine, can merge them.</summary>
    /// <remarks>
    /// Equal totals of equal queries are equal bytes. What this version writes, later ones read, as long as the
    /// versions of the query's measures stay.
    /// </remarks>
    /// <param name="output">Receives the bytes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        FoldFormat.Write(Query, _groups.ToArray(), output);
    }

    /// <summary>Adds what another fold of an equal query wrote.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <exception cref="FormatException">
    /// The bytes are no totals, or those of another query; the fold stays as it was.
    /// </exception>
    public void Merge(ReadOnlySpan<byte> bytes)
    {
        var read = new GroupTable(Query, _plan);
        FoldFormat.ReadTo(read, Query, bytes);
        _groups.Merge(read);
    }

    /// <summary>The groups so far, ordered by key.</summary>
    /// <remarks>
    /// An absent field comes before every value; values are ordered as <see cref="FieldOrder"/> says. There is a group
    /// for every key that an event has, and for every window of time that the query asks for; a query that groups by
    /// nothing always has its one group.
    /// </remarks>
    /// <returns>A snapshot: later events change nothing in it.</returns>
    /// <exception cref="ArgumentException">
    /// More than <see cref="TotalsQuery.WindowCountMax"/> groups are to be put together or filled in.
    /// </exception>
    public IReadOnlyList<TotalsGroup> ToGroups()
    {
        var steps = SlidingWindows.Combine(Query, _plan, _groups.ToArray());
        return new GroupSorter(Query, _plan).ToGroups(WindowFiller.Fill(Query, _plan, steps));
    }

    /// <summary>The totals of events of this client, metric and currency; null if they are not asked for.</summary>
    /// <remarks>The caller ensures that what it adds is within the query's bounds of time.</remarks>
    /// <exception cref="InvalidOperationException">These do not tell what the query asks for.</exception>
    internal GroupTotals? FindGroup(string clientId, string metric, string? currency)
    {
        if (_ofRollUps is not { } asked || !_groups.IsByPairs)
        {
            throw NotOfRollUps();
        }

        return asked.MatchesEverything || AsksFor(SampleOf(clientId, metric, currency))
            ? _groups.OfPair(clientId, metric, currency)
            : null;
    }

    private static InvalidOperationException NotOfRollUps() =>
        new("Client, metric, currency and hour do not tell what the query asks for.");

    private static NormalizedEvent SampleOf(string clientId, string metric, string? currency) => new()
    {
        ClientId = clientId,
        Metric = metric,
        Currency = currency,
        Amount = 0,
        Timestamp = default,
    };

    /// <summary>Whether the query asks for events of this client, metric and currency.</summary>
    private bool AsksFor(NormalizedEvent sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var asked = _ofRollUps ?? throw NotOfRollUps();
        return asked.MatchesEverything || asked.Matches(_subject.Of(sample, default));
    }
}
