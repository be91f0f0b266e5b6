using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Brings deliveries into the stores, and asks again where a store's answer was lost.</summary>
/// <remarks>
/// An append that threw may or may not have taken effect. It is asked for again under the same name, which changes
/// nothing if it did, so that its true answers are known before any event counts as deferred.
/// </remarks>
internal sealed class StoreWriter(IEventStore events, IFailedEventStore failedEvents, EventPipelineOptions options)
{
    // Drawn by each pipeline for itself. Two that shared it would name different appends alike, and a store would
    // answer the second of them with what it answered the first.
    private readonly ulong _run = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));
    private ulong _sequence;

    /// <summary>Stores a batch; returns one answer for each delivery, in order.</summary>
    public async ValueTask<IReadOnlyList<IngestResult>> WriteAsync(
        DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var understood = Understood(batch.Identified);
        var answer = understood.Count == 0
            ? new StoreAnswer([])
            : await AppendAsync(batch, understood, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        var sorted = OutcomeSorter.Sort(batch, answer);
        if (sorted.Failed.Count > 0)
        {
            await RecordAsync(sorted.Failed, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }

        return sorted.Results;
    }

    private static List<IdentifiedEvent> Understood(IReadOnlyList<IdentificationResult> identified)
    {
        var understood = new List<IdentifiedEvent>(identified.Count);
        for (var i = 0; i < identified.Count; i++)
        {
            if (identified[i].Event is { } single)
            {
                understood.Add(single);
            }
        }

        return understood;
    }

    /// <summary>Appends; where nothing can be acknowledged, keeps what was not understood and throws.</summary>
    private async ValueTask<StoreAnswer> AppendAsync(
        DeliveryBatch batch, List<IdentifiedEvent> understood, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(understood, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }
        catch (Exception exception) when (!IsCancelled(exception, cancellationToken))
        {
            await KeepRejectedAsync(batch, exception, cancellationToken).ConfigureAwait(ContextCapture.Continue);
            throw;
        }
    }

    private async ValueTask KeepRejectedAsync(
        DeliveryBatch batch, Exception failure, CancellationToken cancellationToken)
    {
        var rejected = OutcomeSorter.RejectedOf(batch);
        try
        {
            if (rejected.Count > 0)
            {
                await RecordAsync(rejected, cancellationToken).ConfigureAwait(ContextCapture.Continue);
            }
        }
        catch (Exception other) when (!IsCancelled(other, cancellationToken))
        {
            throw new AggregateException(failure, other);
        }
    }

    private async ValueTask<StoreAnswer> AskAsync(
        List<IdentifiedEvent> understood, CancellationToken cancellationToken)
    {
        var appendId = NextAppendId();
        AppendId? uncertain = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answered = await events.AppendAsync(appendId, understood, cancellationToken)
                    .ConfigureAwait(ContextCapture.Continue);
                return new StoreAnswer(AnswerCheck.Require(appendId, understood, answered));
            }
            catch (Exception exception) when (IsStoreFailure(exception, cancellationToken))
            {
                // One attempt that may have taken effect is enough: its commit can land after all others failed.
                uncertain = IsSurelyNotApplied(exception) ? uncertain : appendId;
                if (attempt == options.AppendAttemptsMax)
                {
                    return new StoreAnswer([], exception, uncertain);
                }
            }

            await Task.Delay(options.RetryDelay, options.Time, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }
    }

    private async ValueTask RecordAsync(IReadOnlyList<FailedDelivery> failed, CancellationToken cancellationToken)
    {
        var appendId = NextAppendId();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await failedEvents.RecordAsync(appendId, failed, cancellationToken).ConfigureAwait(ContextCapture.Continue);
                return;
            }
            catch (Exception exception)
                when (attempt < options.AppendAttemptsMax && IsStoreFailure(exception, cancellationToken))
            {
                // The answer may be lost after the step took effect; the same name makes asking again harmless.
            }

            await Task.Delay(options.RetryDelay, options.Time, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }
    }

    private AppendId NextAppendId() => new(_run, Interlocked.Increment(ref _sequence));

    /// <summary>
    /// Whether the infrastructure failed, in whatever way a store says so. Damage, other rules, an answer to something
    /// else and wrong use are no failure that waiting mends; they go to the caller, and nothing is acknowledged.
    /// </summary>
    private static bool IsStoreFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not (
            StoreCorruptedException or RulesChangedException or StoreAnswerException or ArgumentException)
        && !IsCancelled(exception, cancellationToken);

    private static bool IsSurelyNotApplied(Exception exception) =>
        exception is EventStoreException { Kind: StoreFailureKind.NotApplied or StoreFailureKind.Never };

    private static bool IsCancelled(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
