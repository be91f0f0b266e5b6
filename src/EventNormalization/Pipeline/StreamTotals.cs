using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Totals of streams without a store: events are told apart by their ids and then forgotten.</summary>
/// <remarks>
/// <para>Law: the groups equal those of a store into which the same streams were ingested. Of several deliveries of one
/// event the first counts, whatever the number of lanes. A conflict counts nothing.</para>
/// <para>Used by one caller at a time. An event costs about 40 bytes of memory.</para>
/// </remarks>
public sealed class StreamTotals
{
    private readonly EventIdentifier _identifier;
    private readonly EventPipelineOptions _options;
    private readonly TotalsFold _fold;
    private readonly HashSet<EventId> _seen = [];
    private readonly Dictionary<string, EventId> _idOfKey = new(StringComparer.Ordinal);

    /// <summary>Prepares to read streams.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="query">Which totals are asked for.</param>
    /// <param name="options">How the streams are read; the defaults if left out.</param>
    public StreamTotals(EventIdentifier identifier, TotalsQuery query, EventPipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        _identifier = identifier;
        _fold = new TotalsFold(query);
        _options = options ?? new EventPipelineOptions();
    }

    /// <summary>What became of the deliveries so far; none of them is ever deferred.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Adds all events of a stream that were not seen before.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="options">How it is cut into deliveries; the defaults if left out.</param>
    /// <param name="cancellationToken">Ends it between two batches; what was added stays added.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream begins as gzip and is damaged.</exception>
    public async ValueTask AddAsync(
        Stream stream, EventReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new EventReader(options ?? EventReaderOptions.Default, _options.Time);
        var batches = WorkLanes.RunAsync(
            reader.ReadAsync(stream, cancellationToken), Identify, _options.LaneCount, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(ContextCapture.Continue))
        {
            using var memory = batch.Memory;
            foreach (var identified in batch.Identified)
            {
                Counts.Add(Add(identified));
            }
        }
    }

    /// <summary>The groups so far, ordered by the canonical texts of their keys (UTF-16 ordinal).</summary>
    public IReadOnlyList<TotalsGroup> ToGroups() => _fold.ToGroups();

    private DeliveryBatch Identify(RawEventBatch read) =>
        new(read.Events, _identifier.IdentifyBatch(read.Events.Span)) { Memory = read };

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

        if (!_seen.Add(single.Id))
        {
            return IngestOutcome.Duplicate;
        }

        _fold.Add(single.Record);
        return IngestOutcome.Accepted;
    }

    /// <summary>Whether another event of the same client has the client key.</summary>
    private bool IsConflict(IdentifiedEvent single)
    {
        if (single.ClientKey is null)
        {
            return false;
        }

        // A client id holds no control character, so the two parts cannot run into each other.
        var key = single.Record.ClientId + '\0' + single.ClientKey;
        return !_idOfKey.TryAdd(key, single.Id) && _idOfKey[key] != single.Id;
    }
}
