using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Writes deliveries to the stores, and repeats a call whose answer was lost.</summary>
/// <remarks>
/// An append that threw may or may not have taken effect. It is repeated under the same name, which changes nothing if
/// it did, so that its true outcomes are known before any event is deferred.
/// </remarks>
internal sealed class StoreWriter(
    IEventAppender events, IFailedEventStore failedEvents, EventPipelineOptions options, ReturnedEntries? returned)
{
    private const string Partial = "A part of the store did not answer.";

    // Each pipeline draws its own. Two that shared one would give different appends the same name, and a store would
    // answer the second with the first one's outcomes.
    private readonly ulong _run = RunNumber.Draw();
    private ulong _sequence;

    /// <summary>Stores a batch; returns one result for each delivery, in order.</summary>
    public async ValueTask<IReadOnlyList<IngestResult>> WriteAsync(
        DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var understood = Understood(batch.Identified);
        if (understood.IsEmpty)
        {
            return await FinishAsync(batch, new StoreAnswer([]), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
        }

        var open = returned is null
            ? ReturnedEntries.None
            : await returned.ReopenAsync(batch, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var answer = await AppendAsync(batch, understood, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var results = await FinishAsync(batch, answer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        if (open.Count > 0)
        {
            var stored = open.Where(entry => IsStored(results[entry.Key].Outcome)).Select(entry => entry.Value);
            await returned!.SettleAsync([.. stored], cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        return results;
    }

    private static bool IsStored(IngestOutcome outcome) => outcome is IngestOutcome.Accepted or IngestOutcome.Duplicate;

    private async ValueTask<IReadOnlyList<IngestResult>> FinishAsync(
        DeliveryBatch batch, StoreAnswer answer, CancellationToken cancellationToken)
    {
        var sorted = BatchResultBuilder.Sort(batch, answer);
        if (sorted.Failed.Count > 0)
        {
            await RecordAsync(batch, sorted, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        IngestMeter.Count(sorted.Results);
        return sorted.Results;
    }

    private async ValueTask RecordAsync(
        DeliveryBatch batch, BatchResults sorted, CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(sorted.Failed, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception) when (batch.Kept is not null)
        {
            // What is stored stays stored, whatever became of its neighbours.
            batch.Kept.Take(batch, sorted.Results);
            IngestMeter.Count([.. sorted.Results.Where(result => IsStored(result.Outcome))]);
            throw;
        }
    }

    private static ImmutableArray<AppendItem> Understood(IReadOnlyList<IdentificationResult> identified)
    {
        var understood = ImmutableArray.CreateBuilder<AppendItem>(identified.Count);
        for (var i = 0; i < identified.Count; i++)
        {
            if (identified[i].Event is { } single)
            {
                understood.Add(new AppendItem(single));
            }
        }

        return understood.DrainToImmutable();
    }

    /// <summary>
    /// Appends the events. If nothing can be acknowledged, it still records what was not understood, and throws.
    /// </summary>
    private async ValueTask<StoreAnswer> AppendAsync(
        DeliveryBatch batch, ImmutableArray<AppendItem> understood, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(understood, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (!IsCancelled(exception, cancellationToken))
        {
            await KeepRejectedAsync(batch, exception, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            throw;
        }
    }

    private async ValueTask KeepRejectedAsync(
        DeliveryBatch batch, Exception failure, CancellationToken cancellationToken)
    {
        var rejected = BatchResultBuilder.RejectedOf(batch);
        try
        {
            if (rejected.Count > 0)
            {
                await RecordAsync(rejected, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
        catch (Exception other) when (!IsCancelled(other, cancellationToken))
        {
            throw new AggregateException(failure, other);
        }
    }

    private async ValueTask<StoreAnswer> AskAsync(
        ImmutableArray<AppendItem> understood, CancellationToken cancellationToken)
    {
        // All attempts use one name, so whichever took effect, its answer is returned.
        Append[] appends = [new Append(NextAppendId(), understood)];
        var answer = new StoreAnswer([]);
        for (var attempt = 1; ; attempt++)
        {
            var asked = await AskOnceAsync(appends, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            answer = asked.Completing(answer);
            if (answer.Failure is null || attempt == options.AppendAttemptsMax
                || answer.Failure is EventStoreException { Kind: StoreFailureKind.Never })
            {
                IngestMeter.CountUncertain(answer);
                return answer;
            }

            await Delays.WaitAsync(options.RetryDelay, options.Time, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    private async ValueTask<StoreAnswer> AskOnceAsync(Append[] appends, CancellationToken cancellationToken)
    {
        try
        {
            var answered = await events.AppendAsync(appends, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            var outcomes = AnswerCheck.Require(appends[0], answered);
            return HasUnknown(outcomes)
                ? new StoreAnswer(outcomes, new EventStoreException(Partial), appends[0].Id)
                : new StoreAnswer(outcomes);
        }
        catch (Exception exception) when (IsStoreFailure(exception, cancellationToken))
        {
            return new StoreAnswer([], exception, IsSurelyNotApplied(exception) ? null : appends[0].Id);
        }
    }

    private async ValueTask RecordAsync(IReadOnlyList<FailedDelivery> failed, CancellationToken cancellationToken)
    {
        var appendId = NextAppendId();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await failedEvents.RecordAsync(appendId, failed, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                return;
            }
            catch (Exception exception)
                when (attempt < options.AppendAttemptsMax && IsStoreFailure(exception, cancellationToken))
            {
                // The answer may be lost after the step took effect; the same name makes it safe to repeat.
            }

            await Delays.WaitAsync(options.RetryDelay, options.Time, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    private AppendId NextAppendId() => new(_run, Interlocked.Increment(ref _sequence));

    /// <summary>
    /// Whether the infrastructure failed, however a store reports it. Damage, other rules, wrong answers and wrong use
    /// are not fixed by waiting; they are thrown to the caller, and nothing is acknowledged.
    /// </summary>
    internal static bool IsStoreFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not (
            StoreCorruptedException or RulesChangedException or StoreAnswerException or AppendMismatchException
            or ArgumentException)
        && !IsCancelled(exception, cancellationToken);

    private static bool HasUnknown(ImmutableArray<AppendOutcome?> outcomes)
    {
        foreach (ref readonly var outcome in outcomes.AsSpan())
        {
            if (outcome is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSurelyNotApplied(Exception exception) =>
        exception is EventStoreException { Kind: StoreFailureKind.NotApplied or StoreFailureKind.Never };

    private static bool IsCancelled(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
