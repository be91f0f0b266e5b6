using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>One lane's share of totals in which equal ids mean equal contributions.</summary>
/// <remarks>
/// Used by one thread at a time. It reads a few hundred events, hashes their identities together, and adds those with
/// new ids. Adding an event to an existing group allocates nothing.
/// </remarks>
internal sealed class TotalsLane
{
    private const int ChunkCount = EventIdentifier.ChunkCount;

    private readonly EventIdentifier _identifier;
    private readonly RecordIdIndex _seen;
    private readonly GroupCache _states;
    private readonly PredicateScope _scope;
    private readonly bool _isBounded;
    private readonly bool[] _areNew = new bool[ChunkCount];
    private readonly decimal[] _amounts = new decimal[ChunkCount];
    private readonly GroupTotals?[] _groups = new GroupTotals?[ChunkCount];
    private long _accepted;
    private long _duplicates;
    private long _rejected;

    public TotalsLane(EventIdentifier identifier, TotalsQuery query, RecordIdIndex seen)
    {
        _identifier = identifier;
        _seen = seen;
        Fold = new TotalsFold(query);
        _states = new GroupCache(Fold);
        _scope = query.Scope;
        _isBounded = _scope is not { From: null, To: null };
    }

    /// <summary>The totals of the lane so far.</summary>
    public TotalsFold Fold { get; }

    /// <summary>Adds the events that no lane has seen.</summary>
    public void Add(ReadOnlySpan<RawEvent> raws)
    {
        var reader = _identifier.Readers.Rent();
        var batch = _identifier.Batches.Rent();
        while (!raws.IsEmpty)
        {
            var count = Math.Min(ChunkCount, raws.Length);
            Read(raws[..count], reader, batch);
            FoldNew(batch);
            raws = raws[count..];
        }

        _identifier.Batches.Return(batch);
        _identifier.Readers.Return(reader);
    }

    /// <summary>Returns the counts since the last call.</summary>
    public void MoveCountsTo(IngestCounts counts)
    {
        counts.AddLane(_accepted, _duplicates, _rejected);
        (_accepted, _duplicates, _rejected) = (0, 0, 0);
    }

    private void Read(ReadOnlySpan<RawEvent> raws, IdentityReader reader, IdentityBatch batch)
    {
        batch.Clear();
        foreach (ref readonly var raw in raws)
        {
            if (reader.Read(raw))
            {
                var number = batch.Add(reader);
                _amounts[number] = reader.Record.Amount;
                _groups[number] = GroupOf(reader.Record);
            }
        }

        _rejected += raws.Length - batch.Count;
    }

    private void FoldNew(IdentityBatch batch)
    {
        batch.ComputeIds();
        _seen.AddRange(batch.Ids, _areNew);
        var accepted = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            if (_areNew[i])
            {
                accepted++;
                _groups[i]?.AddAmount(_amounts[i]);
            }
        }

        _accepted += accepted;
        _duplicates += batch.Count - accepted;
    }

    /// <summary>The totals that an event belongs to; null if the query does not ask for it.</summary>
    private GroupTotals? GroupOf(RecordReader record) => !_isBounded || _scope.IsWithinBounds(record.Timestamp)
        ? _states.Find(record.ClientIdUtf8, record.MetricUtf8, record.CurrencyUtf8)
        : null;
}
