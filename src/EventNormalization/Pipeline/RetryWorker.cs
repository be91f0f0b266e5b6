using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Retries failed events: automatically when they are due, and any others on request.</summary>
/// <remarks>
/// <para>Laws: a retry counts each delivery once, however many workers and processes share a queue, and however often
/// they crash, pause or lose answers; one failing entry never blocks the others.</para>
/// <para>A pass leases entries, resolves appends that had no answer, reads each entry's bytes (or its edited bytes)
/// with envelope and context as of the first receipt, appends each under the name it was leased with, and settles.
/// Before an entry ends without an answer of the event store (rejected, parked), its name is closed.</para>
/// <para>A worker that was paused past its lease settles nothing and reports that (<see cref="RetryPass.LeasesLost"/>):
/// what it appended is under the name that the next holder uses, too.</para>
/// <para>Thread-safe; each call is a separate pass.</para>
/// </remarks>
public sealed partial class RetryWorker
{
    private static readonly Duration PollDelay = Duration.FromSeconds(1);

    private readonly EventIdentifier _identifier;
    private readonly IEventAppender _events;
    private readonly IFailedEventQueue _queue;
    private readonly RetryWorkerOptions _options;
    private readonly RetryQueueSteps _steps;

    /// <summary>Creates a worker.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="events">Takes what is understood.</param>
    /// <param name="failedEvents">Holds what is retried.</param>
    /// <param name="options">How it works; the defaults if left out.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/>, <paramref name="events"/> or <paramref name="failedEvents"/> is null.
    /// </exception>
    public RetryWorker(
        EventIdentifier identifier,
        IEventAppender events,
        IFailedEventQueue failedEvents,
        RetryWorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(failedEvents);
        _identifier = identifier;
        _events = events;
        _queue = failedEvents;
        _options = options ?? new RetryWorkerOptions();
        _steps = new RetryQueueSteps(failedEvents, _options);
    }

    /// <summary>Makes one pass over entries that are due: pending ones, and those whose lease has ended.</summary>
    /// <remarks>
    /// It stops early if a store is down, so that entries that were not reached are neither leased nor counted as
    /// tried; <see cref="RetryPass.Failure"/> says why. Damage, other rules and wrong answers are thrown.
    /// </remarks>
    /// <param name="cancellationToken">Gives up; leases end by themselves.</param>
    /// <returns>What it came to.</returns>
    public ValueTask<RetryPass> RunOnceAsync(CancellationToken cancellationToken = default) =>
        RunOnceAsync(CancellationToken.None, cancellationToken);

    /// <summary>Makes passes until it is cancelled, and waits between them until something is due.</summary>
    /// <param name="onPass">Is told of each pass, to be logged; <see langword="null"/> if nobody wants to know.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends as cancelled, or with what no waiting mends.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="StoreCorruptedException">A store is damaged.</exception>
    /// <exception cref="RulesChangedException">The store has other rules by now.</exception>
    /// <exception cref="StoreAnswerException">The store answers to something else than it was asked.</exception>
    public Task RunAsync(Action<RetryPass>? onPass, CancellationToken cancellationToken) =>
        RunAsync(onPass, CancellationToken.None, cancellationToken);

    /// <summary>Makes passes until it is told to stop, and finishes the batch that is under way then.</summary>
    /// <param name="onPass">Is told of each pass, to be logged; <see langword="null"/> if nobody wants to know.</param>
    /// <param name="stopping">Ends it behind a batch: nothing is leased any more.</param>
    /// <param name="cancellationToken">Gives up within a batch; leases end by themselves.</param>
    /// <returns>
    /// A task that ends when it has stopped; as cancelled if it gave up, or with what no waiting mends.
    /// </returns>
    /// <exception cref="OperationCanceledException">It gave up.</exception>
    /// <exception cref="StoreCorruptedException">A store is damaged.</exception>
    /// <exception cref="RulesChangedException">The store has other rules by now.</exception>
    /// <exception cref="StoreAnswerException">The store answers to something else than it was asked.</exception>
    public async Task RunAsync(
        Action<RetryPass>? onPass, CancellationToken stopping, CancellationToken cancellationToken)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wait = await ReadWaitAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            if (wait <= Duration.Zero)
            {
                var pass = await RunOnceAsync(stopping, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                onPass?.Invoke(pass);
                if (pass.Failure is null)
                {
                    continue;
                }

                wait = PollDelay;
            }

            await WaitAsync(wait, stopping, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    private async ValueTask<RetryPass> RunOnceAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        var tally = new RetryTally(_options);
        var round = new RetryRound(_identifier, _events, _steps, tally);
        using var measured = RetryMeter.Begin(tally, _options.Time);
        try
        {
            while (tally.Failure is null && !stopping.IsCancellationRequested)
            {
                var now = _steps.Now;
                var leased = await _steps.LeaseAsync(now, null, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                if (leased.Count == 0)
                {
                    break;
                }

                var until = now + Duration.FromTimeSpan(_options.LeaseDuration);
                var again = await round.RunAsync(leased, until, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                tally.AddEntries(leased.Count - again.Count);
            }
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            tally.End(exception);
        }
        catch (Exception exception) when (measured?.Fails(exception) is true)
        {
            throw;
        }

        return tally.ToPass();
    }

    /// <summary>Retries the entries that match a predicate, even if they are not due yet.</summary>
    /// <remarks>
    /// Selects pending, retrying, rejected, conflicting and parked entries; settled, discarded and archived ones are
    /// skipped. Waits for the leases of other holders to end. An entry that is still refused for the same reasons is
    /// not changed.
    /// </remarks>
    /// <param name="where">Which entries; by state, reason, client, time or fields of the record.</param>
    /// <param name="cancellationToken">Gives up; leases end by themselves.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="where"/> is null.</exception>
    public async ValueTask<RetryPass> RetryAsync(EventPredicate where, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(where);
        var selection = NewSelection();
        using var measured = RetryMeter.Begin(selection.Tally, _options.Time);
        try
        {
            var entries = _queue.QueryAsync(
                new FailedEventQuery { Where = where.And(RetrySelection.Open) }, cancellationToken);
            await foreach (var entry in entries.ConfigureAwait(ContextCapture.IsEnabled))
            {
                await selection.AddAsync(entry, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                if (selection.Tally.Failure is not null)
                {
                    break;
                }
            }

            await selection.EndAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            selection.Tally.End(exception);
        }
        catch (Exception exception) when (measured?.Fails(exception) is true)
        {
            throw;
        }

        return selection.Tally.ToPass();
    }

    /// <summary>Retries the entries with these keys, archived or not, even if they are not due yet.</summary>
    /// <remarks>As for a predicate. Unknown keys are skipped.</remarks>
    /// <param name="keys">Keys of failed events; each is leased before it is tried.</param>
    /// <param name="cancellationToken">Gives up; leases end by themselves.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public async ValueTask<RetryPass> RetryAsync(
        IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var selection = NewSelection();
        using var measured = RetryMeter.Begin(selection.Tally, _options.Time);
        try
        {
            for (var i = 0; i < keys.Count && selection.Tally.Failure is null; i++)
            {
                var entry = await _steps.FindAsync(keys[i], cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                if (entry is not null && RetrySelection.IsOpen(entry))
                {
                    await selection.AddAsync(entry, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                }
            }

            await selection.EndAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            selection.Tally.End(exception);
        }
        catch (Exception exception) when (measured?.Fails(exception) is true)
        {
            throw;
        }

        return selection.Tally.ToPass();
    }

    private RetrySelection NewSelection()
    {
        var tally = new RetryTally(_options);
        return new RetrySelection(_identifier, _steps, new RetryRound(_identifier, _events, _steps, tally), tally);
    }

    private async ValueTask WaitAsync(Duration wait, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            await Delays.WaitAsync(wait, _options.Time, either.Token).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was told to stop, which is no failure.
        }
        catch (OperationCanceledException)
        {
            // The caller's own token, not the linked one.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>How long to wait until something is due, or may have been added.</summary>
    private async ValueTask<Duration> ReadWaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            var due = await _queue.ReadNextDueAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            var now = _steps.Now;
            return due is not { } next ? PollDelay
                : next <= now ? Duration.Zero
                : Duration.Min(next - now, PollDelay);
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            // The next pass will meet the same failure, and report it.
            return Duration.Zero;
        }
    }
}
