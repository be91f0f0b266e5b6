using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>
/// Totals that do not depend on which delivery of an event counts, so that every lane adds independently.
/// </summary>
/// <remarks>
/// This requires that everything the totals depend on is part of the identity. Then equal ids mean equal contributions,
/// and since every id is new to exactly one lane, the merged totals and counts are the same for any order.
/// </remarks>
internal sealed class ParallelTotals(EventIdentifier identifier, TotalsQuery query)
{
    private readonly RecordIdIndex _seen = new();
    private readonly Lock _gate = new();
    private readonly List<TotalsLane> _lanes = [];
    private readonly Stack<TotalsLane> _idle = [];

    /// <summary>Whether the ids of the schema's events determine everything that the totals depend on.</summary>
    /// <remarks>
    /// Under a schema with a client key, whether an event is a conflict depends on what came before it.
    /// </remarks>
    public static bool CanAnswer(SchemaSet schemas, TotalsQuery query) =>
        query is { FollowsFromRollUps: true, IsByTime: false } && schemas.Schemas.All(named => TellsAll(named.Schema));

    private static bool TellsAll(EventSchema schema) =>
        schema is
        {
            Key: null, ClientId.IsIdentity: true, Metric.IsIdentity: true,
            Amount.IsIdentity: true, Timestamp.IsIdentity: true, Currency.IsIdentity: true,
        };

    /// <summary>Adds all events that were not seen before.</summary>
    public async ValueTask AddAsync(
        IAsyncEnumerable<RawEventBatch> reads, int laneCount, IngestCounts counts, CancellationToken cancellationToken)
    {
        try
        {
            var added = WorkLanes.RunAsync(reads, Add, laneCount, cancellationToken);
            await foreach (var read in added.ConfigureAwait(ContextCapture.IsEnabled))
            {
                read.Dispose();
            }
        }
        finally
        {
            // Also after a failure or a cancellation: what the lanes have added stays added, so it is counted.
            MoveCountsTo(counts);
        }
    }

    /// <summary>The groups so far.</summary>
    public IReadOnlyList<TotalsGroup> ToGroups()
    {
        if (_lanes is [var single])
        {
            return single.Fold.ToGroups();
        }

        var all = new TotalsFold(query);
        foreach (var lane in _lanes)
        {
            all.Merge(lane.Fold);
        }

        return all.ToGroups();
    }

    private RawEventBatch Add(RawEventBatch read)
    {
        var lane = Rent();
        for (var rest = read.Events; !rest.IsEmpty;)
        {
            var part = DeliverySplitter.First(identifier, rest);
            lane.Add(identifier.Expand(part).Records.Span);
            rest = rest[part.Length..];
        }

        Return(lane);
        return read;
    }

    private void MoveCountsTo(IngestCounts counts)
    {
        lock (_gate)
        {
            foreach (var lane in _lanes)
            {
                lane.MoveCountsTo(counts);
            }
        }
    }

    private TotalsLane Rent()
    {
        lock (_gate)
        {
            if (!_idle.TryPop(out var lane))
            {
                lane = new TotalsLane(identifier, query, _seen);
                _lanes.Add(lane);
            }

            return lane;
        }
    }

    private void Return(TotalsLane lane)
    {
        lock (_gate)
        {
            _idle.Push(lane);
        }
    }
}
