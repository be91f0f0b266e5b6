using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>
/// Closes the names under which an entry may be stored: those of its appends without an answer, and its retry name.
/// </summary>
/// <remarks>
/// It needs no lease: what a closed name gave is certain, and settles whoever says it. A worker that holds the entry
/// finds its name closed, and starts over.
/// </remarks>
internal sealed class OpenNames(IEventAppender events, RetryQueueSteps steps, RetryTally tally)
{
    private readonly UncertainAppends _uncertain = new(events, tally);

    /// <summary>Closes the names of an entry, and settles what turns out to be stored.</summary>
    /// <exception cref="EventStoreException">The event store did not answer for all of it.</exception>
    public async ValueTask CloseAsync(ContentHash key, CancellationToken cancellationToken)
    {
        var entry = await steps.FindAsync(key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        if (entry is null)
        {
            return;
        }

        if (entry.Progress.Counts.Uncertain > 0)
        {
            await ResolveAsync(entry, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        if (entry.Progress.RetryName is { } name)
        {
            var answer = await events.CloseAsync(new AppendName(name), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            var settlement = answer is null
                ? Settlement.Withdrawn(key, name)
                : RetryAttempt.OutcomeOf(answer) is { } outcome
                    ? RetrySettlement.Answered(key, name, outcome)
                    : throw new EventStoreException("The event store did not answer for a retry of the failed event.");
            await steps.SettleAsync([settlement], cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    private async ValueTask ResolveAsync(FailedEvent entry, CancellationToken cancellationToken)
    {
        var appends = await steps.ReadUncertainAsync(entry.Key, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        var resolutions = new List<UncertainResolution>();
        foreach (var append in appends)
        {
            var answer = await _uncertain.CloseAsync(append.Name, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            resolutions.Add(UncertainAppends.Resolve(entry, append, answer)
                ?? throw new EventStoreException("The event store did not answer for a delivery of the failed event."));
        }

        await steps.ResolveAsync(resolutions, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
    }
}
