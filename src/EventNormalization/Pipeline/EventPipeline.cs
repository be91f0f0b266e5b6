using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>The one way in: takes deliveries and answers for each one what became of it.</summary>
/// <remarks>
/// <para>Laws: every delivery has exactly one of the five outcomes, in the order of the deliveries; a bad delivery
/// changes nothing for its neighbours; the same deliveries in the same order have the same outcomes, whatever the
/// number of lanes.</para>
/// <para>A returned outcome is an acknowledgement: the delivery is in one of the two stores. An exception is none: the
/// caller must send again, and may safely do so, since what was stored before is a duplicate then.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed class EventPipeline
{
    private readonly EventIdentifier _identifier;
    private readonly StoreWriter _writer;
    private readonly EventPipelineOptions _options;

    /// <summary>Composes a pipeline.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="events">Keeps what was understood.</param>
    /// <param name="failedEvents">Keeps what was not understood or could not be stored.</param>
    /// <param name="options">How it works; the defaults if left out.</param>
    public EventPipeline(
        EventIdentifier identifier,
        IEventAppender events,
        IFailedEventStore failedEvents,
        EventPipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(failedEvents);
        _identifier = identifier;
        _options = options ?? new EventPipelineOptions();
        _writer = new StoreWriter(events, failedEvents, _options);
    }

    /// <summary>Takes one delivery, received now.</summary>
    public ValueTask<IngestResult> IngestAsync(
        ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken = default) =>
        IngestAsync(new RawEvent(utf8, Instant.FromDateTimeOffset(_options.Time.GetUtcNow())), cancellationToken);

    /// <summary>Takes one delivery.</summary>
    public async ValueTask<IngestResult> IngestAsync(RawEvent raw, CancellationToken cancellationToken = default)
    {
        var batch = new DeliveryBatch(new[] { raw }, [_identifier.Identify(raw)]);
        var results = await _writer.WriteAsync(batch, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        return results[0];
    }

    /// <summary>Takes several deliveries in one step of each store.</summary>
    /// <returns>One answer for each delivery, in order. A second delivery within the batch is a duplicate.</returns>
    public ValueTask<IReadOnlyList<IngestResult>> IngestBatchAsync(
        ReadOnlyMemory<RawEvent> raws, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(Identify(raws), cancellationToken);

    /// <summary>Takes all deliveries of a stream, in bounded memory and no faster than the answers are taken.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="options">How it is cut into deliveries; the defaults if left out.</param>
    /// <param name="cancellationToken">Ends it between two batches; what was answered stays stored.</param>
    /// <returns>The answers, a batch at a time, in the order of the stream.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream begins as gzip and is damaged.</exception>
    public async IAsyncEnumerable<IngestedBatch> IngestStreamAsync(
        Stream stream,
        EventReaderOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new EventReader(options ?? EventReaderOptions.Default, _options.Time);
        var batches = WorkLanes.RunAsync(
            reader.ReadAsync(stream, cancellationToken), IdentifyRead, _options.LaneCount, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(ContextCapture.Continue))
        {
            using var memory = batch.Memory;
            yield return new IngestedBatch
            {
                Results = await _writer.WriteAsync(batch, cancellationToken).ConfigureAwait(ContextCapture.Continue),
                BytesRead = batch.Memory!.BytesRead,
            };
        }
    }

    private DeliveryBatch IdentifyRead(RawEventBatch read) =>
        new(read.Events, _identifier.IdentifyBatch(read.Events.Span)) { Memory = read };

    private DeliveryBatch Identify(ReadOnlyMemory<RawEvent> raws) =>
        new(raws, _identifier.IdentifyBatch(raws.Span));
}
