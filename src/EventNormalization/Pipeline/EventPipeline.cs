using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Ingests deliveries, and returns what became of each.</summary>
/// <remarks>
/// <para>Laws: every delivery has exactly one outcome, in the order of the deliveries; a bad delivery
/// never affects its neighbours; the same deliveries in the same order have the same outcomes, for any number of
/// lanes.</para>
/// <para>A returned outcome is an acknowledgement: the delivery is in one of the two stores; only
/// <see cref="IngestOutcome.Forbidden"/>, which <see cref="For"/> brings, is none. An exception is not: the
/// caller must send again, which is safe, since what was already stored is then a duplicate.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed partial class EventPipeline
{
    // About four mebibytes: beyond that, stores gain little from a larger step, and memory is held for longer.
    private const int StepBatchesMax = 4;

    private readonly EventIdentifier _identifier;
    private readonly StoreWriter _writer;
    private readonly EventPipelineOptions _options;
    private readonly BoundedIdentification _identifying;
    private readonly SendingRule? _sending;
    private readonly PayloadMasker? _masker;

    /// <summary>Creates a pipeline.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="events">Keeps what was understood.</param>
    /// <param name="failedEvents">
    /// Keeps what was not understood or could not be stored. If it is a queue, a failed event whose bytes come again
    /// and are stored is settled.
    /// </param>
    /// <param name="options">How it works; the defaults if left out.</param>
    /// <exception cref="ArgumentException">A parser of the schema has no signature.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/>, <paramref name="events"/> or <paramref name="failedEvents"/> is null.
    /// </exception>
    public EventPipeline(
        EventIdentifier identifier,
        IEventAppender events,
        IFailedEventStore failedEvents,
        EventPipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(failedEvents);
        var unsigned = identifier.Schemas.Schemas.SelectMany(named => RulesFingerprint.FindUnsigned(named.Schema));
        if (unsigned.FirstOrDefault() is { } field)
        {
            throw new ArgumentException(
                $"The parser of the field '{field}' has no signature, so a store could not tell whether its rules "
                + $"changed: it must implement {nameof(ISignedParser)}.",
                nameof(identifier));
        }

        _identifier = identifier;
        _identifying = new BoundedIdentification(identifier);
        _options = options ?? new EventPipelineOptions();
        _masker = PayloadMasker.Create(identifier, _options.Masking);
        _writer = new StoreWriter(
            events,
            failedEvents,
            _options,
            failedEvents is IFailedEventQueue queue ? new ReturnedEntries(identifier, events, queue, _options) : null);
    }

    /// <summary>Ingests one delivery, received now.</summary>
    /// <param name="utf8">
    /// The bytes as received; the stores copy what they keep. They must not change until the task ends.
    /// </param>
    /// <param name="cancellationToken">
    /// Gives up; the delivery may have been stored, and may safely be sent again.
    /// </param>
    /// <returns>
    /// The outcome once it is durable as the stores promise, for an envelope the outcomes of its records.
    /// </returns>
    public ValueTask<IngestResult> IngestAsync(
        ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken = default) =>
        IngestAsync(new RawEvent(utf8, Instant.FromDateTimeOffset(_options.Time.GetUtcNow())), cancellationToken);

    /// <summary>Ingests one delivery. A delivery longer than the limit in the options is truncated.</summary>
    /// <param name="raw">The delivery; its bytes must not change until the task ends.</param>
    /// <param name="cancellationToken">
    /// Gives up; the delivery may have been stored, and may safely be sent again.
    /// </param>
    /// <returns>
    /// The outcome once it is durable as the stores promise, for an envelope the outcomes of its records.
    /// </returns>
    public async ValueTask<IngestResult> IngestAsync(RawEvent raw, CancellationToken cancellationToken = default)
    {
        var results = await IngestAllAsync(new[] { Shortened(raw) }, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        return results[0];
    }

    /// <summary>Ingests several deliveries in one step of each store.</summary>
    /// <param name="raws">The deliveries in order; neither they nor their bytes may change until the task ends.</param>
    /// <param name="cancellationToken">Gives up; deliveries may have been stored, and may safely be sent again.</param>
    /// <returns>One result for each delivery, in order. A second delivery within the batch is a duplicate.</returns>
    /// <remarks>A delivery longer than the limit in the options is truncated.</remarks>
    public ValueTask<IReadOnlyList<IngestResult>> IngestBatchAsync(
        ReadOnlyMemory<RawEvent> raws, CancellationToken cancellationToken = default) =>
        IngestAllAsync(Shortened(raws), cancellationToken);

    /// <summary>
    /// Ingests several deliveries like <see cref="IngestBatchAsync"/>, and answers those that are kept even where
    /// others could be kept by neither store.
    /// </summary>
    /// <param name="raws">
    /// The deliveries in order; neither they nor their bytes may change until the task ends. An envelope is answered
    /// only if all its records are: <see cref="EventIdentifier.Expand"/> makes records of it, answered one by one.
    /// </param>
    /// <param name="cancellationToken">Gives up; deliveries may have been stored, and may safely be sent again.</param>
    /// <returns>The answers, and why some are missing.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public async ValueTask<BatchAnswer> TryIngestBatchAsync(
        ReadOnlyMemory<RawEvent> raws, CancellationToken cancellationToken = default)
    {
        var kept = new KeptResults();
        try
        {
            var results = await IngestAllAsync(Shortened(raws), cancellationToken, kept)
                .ConfigureAwait(ContextCapture.IsEnabled);
            return new BatchAnswer { Results = results };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new BatchAnswer { Results = kept.ToResults(raws.Length), Failure = exception };
        }
    }

    /// <summary>
    /// Ingests all deliveries of a stream, in bounded memory and no faster than the results are consumed.
    /// </summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="options">How it is cut into deliveries; the defaults if left out.</param>
    /// <param name="cancellationToken">Ends it between two batches; what was answered stays stored.</param>
    /// <returns>The answers, a batch at a time, in the order of the stream.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The stream is damaged gzip, or neither UTF-8 nor gzip; deliveries whose results were returned stay stored.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public async IAsyncEnumerable<IngestedBatch> IngestStreamAsync(
        Stream stream,
        EventReaderOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new EventReader(options ?? EventReaderOptions.Default, _options.Time);
        var steps = WorkLanes.RunInStepsAsync(
            reader.ReadAsync(stream, cancellationToken),
            _identifying.First,
            new WorkLimits(_options.LaneCount, StepBatchesMax),
            cancellationToken);
        await foreach (var batches in steps.ConfigureAwait(ContextCapture.IsEnabled))
        {
            try
            {
                foreach (var step in StepsOf(batches))
                {
                    var results = await WriteStepAsync(step.Joined, cancellationToken)
                        .ConfigureAwait(ContextCapture.IsEnabled);
                    yield return new IngestedBatch { Results = step.Group(results), BytesRead = step.BytesRead };
                }
            }
            finally
            {
                foreach (var batch in batches)
                {
                    batch.Memory!.Dispose();
                }
            }
        }
    }

    /// <summary>
    /// Batches that are whole go to the stores together. What is read in parts waits for what is before it.
    /// </summary>
    private IEnumerable<DeliveryStep> StepsOf(IReadOnlyList<DeliveryBatch> batches)
    {
        var ready = new List<DeliveryBatch>();
        foreach (var batch in batches)
        {
            for (var part = batch; part is not null; part = _identifying.Rest(part))
            {
                if (!part.Deliveries.IsEmpty)
                {
                    ready.Add(Prepared(part));
                }

                if (!part.IsLastPart && ready.Count > 0)
                {
                    yield return new DeliveryStep(ready);
                    ready = [];
                }
            }
        }

        if (ready.Count > 0)
        {
            yield return new DeliveryStep(ready);
        }
    }

    private ValueTask<IReadOnlyList<IngestResult>> IngestAllAsync(
        ReadOnlyMemory<RawEvent> raws, CancellationToken cancellationToken, KeptResults? kept = null) =>
        IngestMeter.IsWanted
            ? MeasureAllAsync(raws, kept, cancellationToken)
            : WriteAsync(Identify(raws, kept), cancellationToken);

    private ValueTask<IReadOnlyList<IngestResult>> WriteStepAsync(
        DeliveryBatch batch, CancellationToken cancellationToken) => IngestMeter.IsWanted
        ? MeasureStepAsync(batch, cancellationToken)
        : _writer.WriteAsync(batch, cancellationToken);

    // Apart from those who ask for it, since what a call captures is allocated where its method begins.
    private ValueTask<IReadOnlyList<IngestResult>> MeasureAllAsync(
        ReadOnlyMemory<RawEvent> raws, KeptResults? kept, CancellationToken cancellationToken) =>
        MeasureAsync(raws.Length, () => WriteAsync(Identify(raws, kept), cancellationToken));

    private ValueTask<IReadOnlyList<IngestResult>> MeasureStepAsync(
        DeliveryBatch batch, CancellationToken cancellationToken) =>
        MeasureAsync(batch.Deliveries.Length, () => _writer.WriteAsync(batch, cancellationToken));

    private async ValueTask<IReadOnlyList<IngestResult>> MeasureAsync(
        int deliveries, Func<ValueTask<IReadOnlyList<IngestResult>>> ingest)
    {
        using var measured = IngestMeter.Begin(deliveries, _options.Time);
        try
        {
            return await ingest().ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (measured.Fails(FailureNames.Of(exception)))
        {
            throw;
        }
    }

    private async ValueTask<IReadOnlyList<IngestResult>> WriteAsync(
        DeliveryBatch batch, CancellationToken cancellationToken)
    {
        batch = Prepared(batch);
        var results = await _writer.WriteAsync(batch, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        return batch.Records.AreDeliveries ? results : EnvelopeResults.Group(batch, results);
    }

    private DeliveryBatch Identify(ReadOnlyMemory<RawEvent> raws, KeptResults? kept) =>
        DeliveryBatch.Identify(_identifier, raws, kept);
}
