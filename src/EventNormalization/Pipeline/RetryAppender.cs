using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Appends the events of leased entries, each under its own retry name.</summary>
/// <remarks>
/// First all in one call. If that fails, one by one under the same names, so that one event that the store rejects
/// does not block its neighbours; if several fail in a row, the store is taken to be down and the rest is skipped.
/// </remarks>
internal sealed class RetryAppender(IEventAppender events, RetryTally tally)
{
    public async ValueTask AppendAsync(IReadOnlyList<RetryAttempt> attempts, CancellationToken cancellationToken)
    {
        RetryAttempt[] understood = [.. attempts.Where(attempt => attempt.Append is not null)];
        if (understood.Length == 0
            || await TryAsync(understood, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled))
        {
            return;
        }

        foreach (var attempt in understood)
        {
            if (tally.Failure is null)
            {
                await TryAsync([attempt], cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
    }

    private async ValueTask<bool> TryAsync(RetryAttempt[] attempts, CancellationToken cancellationToken)
    {
        try
        {
            Append[] appends = [.. attempts.Select(attempt => attempt.Append!)];
            var answers = await events.AppendAsync(appends, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            Take(attempts, answers);
            tally.StoreAnswered();
            return true;
        }
        catch (Exception exception) when (!IsFatal(exception, cancellationToken))
        {
            foreach (var attempt in attempts)
            {
                attempt.Failure = exception;
            }

            if (attempts.Length == 1)
            {
                tally.StoreFailed(exception);
            }

            return false;
        }
    }

    private static void Take(RetryAttempt[] attempts, IReadOnlyList<AppendAnswer>? answers)
    {
        if (answers?.Count != attempts.Length)
        {
            throw new StoreAnswerException(FormattableString.Invariant(
                $"asked for {attempts.Length} appends, the store answered for {answers?.Count ?? 0}."));
        }

        for (var i = 0; i < attempts.Length; i++)
        {
            var answer = answers[i];
            if (answer is not { Error: not null } || answer.Id != attempts[i].Name)
            {
                AnswerCheck.Require(attempts[i].Append!, [answer]);
            }
        }

        for (var i = 0; i < attempts.Length; i++)
        {
            (attempts[i].Answer, attempts[i].Failure) = (answers[i], null);
        }
    }

    /// <summary>Whether to stop: damage, other rules, wrong answers, or cancellation by the caller.</summary>
    private static bool IsFatal(Exception exception, CancellationToken cancellationToken) => exception
        is StoreCorruptedException or RulesChangedException or StoreAnswerException or OutOfMemoryException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);
}
