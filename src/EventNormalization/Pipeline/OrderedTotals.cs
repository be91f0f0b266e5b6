using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Totals in which the first delivery counts: lanes read the events, one thread adds them in order.</summary>
internal sealed class OrderedTotals(EventIdentifier identifier, TotalsQuery query)
{
    private readonly TotalsFold _fold = new(query);
    private readonly BoundedIdentification _identifying = new(identifier);
    private readonly RecordIdIndex _seen = new();
    private readonly Dictionary<string, RecordId> _idOfKey = new(StringComparer.Ordinal);

    /// <summary>Adds all events that were not seen before.</summary>
    public async ValueTask AddAsync(
        IAsyncEnumerable<RawEventBatch> reads, int laneCount, IngestCounts counts, CancellationToken cancellationToken)
    {
        var batches = WorkLanes.RunAsync(reads, _identifying.First, laneCount, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(ContextCapture.IsEnabled))
        {
            using var memory = batch.Memory;
            for (var part = batch; part is not null; part = _identifying.Rest(part))
            {
                foreach (var identified in part.Identified)
                {
                    counts.Add(Add(identified));
                }
            }
        }
    }

    /// <summary>The groups so far.</summary>
    public IReadOnlyList<TotalsGroup> ToGroups() => _fold.ToGroups();

    private IngestOutcome Add(IdentificationResult identified)
    {
        if (identified.Event is not { } single)
        {
            return IngestOutcome.Rejected;
        }

        if (IsConflict(single))
        {
            return IngestOutcome.Conflict;
        }

        if (!_seen.TryAdd(single.Id, out _))
        {
            return IngestOutcome.Duplicate;
        }

        _fold.Add(single.Record, single.Id, single.Raw);
        return IngestOutcome.Accepted;
    }

    /// <summary>Whether another event of the same client has the client key.</summary>
    private bool IsConflict(IdentifiedEvent single)
    {
        if (single.ClientKey is null)
        {
            return false;
        }

        // A client id has no control characters, so the two parts cannot be confused.
        var key = single.Record.ClientId + '\0' + single.ClientKey;
        return !_idOfKey.TryAdd(key, single.Id) && _idOfKey[key] != single.Id;
    }
}
