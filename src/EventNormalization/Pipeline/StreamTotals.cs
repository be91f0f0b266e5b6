using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Totals of streams without a store: only the ids of events are kept, to recognize duplicates.</summary>
/// <remarks>
/// <para>Law: the groups equal those of a store into which the same streams were ingested. Of several deliveries of one
/// event the first counts, for any number of lanes. A conflict counts nothing.</para>
/// <para>Used by one caller at a time. An event costs about 40 bytes of memory.</para>
/// </remarks>
public sealed class StreamTotals
{
    private readonly EventPipelineOptions _options;
    private readonly ParallelTotals? _laned;
    private readonly OrderedTotals _ordered;

    /// <summary>Creates empty totals.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="query">Which totals are asked for.</param>
    /// <param name="options">How the streams are read; the defaults if left out.</param>
    /// <exception cref="ArgumentException">The query names a field that the schema has not.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/> or <paramref name="query"/> is null.
    /// </exception>
    public StreamTotals(EventIdentifier identifier, TotalsQuery query, EventPipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(query);
        query.RequireKnownFields(identifier.Schemas.RecordFieldNames);
        _options = options ?? new EventPipelineOptions();
        _laned = ParallelTotals.CanAnswer(identifier.Schemas, query) ? new ParallelTotals(identifier, query) : null;
        _ordered = new OrderedTotals(identifier, query);
    }

    /// <summary>How many deliveries had which outcome so far; none of them is ever deferred.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Adds all events of a stream that were not seen before.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="options">How it is cut into deliveries; the defaults if left out.</param>
    /// <param name="cancellationToken">Ends it between two batches; what was added stays added.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged gzip, or neither UTF-8 nor gzip.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public async ValueTask AddAsync(
        Stream stream, EventReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var batches = new EventReader(options ?? EventReaderOptions.Default, _options.Time)
            .ReadAsync(stream, cancellationToken);
        var adding = _laned is null
            ? _ordered.AddAsync(batches, _options.LaneCount, Counts, cancellationToken)
            : _laned.AddAsync(batches, _options.LaneCount, Counts, cancellationToken);
        await adding.ConfigureAwait(ContextCapture.IsEnabled);
    }

    /// <summary>The groups so far, ordered by key; see <see cref="TotalsFold.ToGroups"/>.</summary>
    /// <returns>A snapshot: later events change nothing in it.</returns>
    public IReadOnlyList<TotalsGroup> ToGroups() => _laned?.ToGroups() ?? _ordered.ToGroups();
}
