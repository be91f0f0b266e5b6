using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Decides how an attempt ends, and closes its name unless the store itself has answered.</summary>
internal sealed class RetrySettlement(IEventAppender events, RetryTally tally)
{
    private const string Partial = "A part of the store did not answer.";

    public async ValueTask<Settlement> DecideAsync(
        RetryAttempt attempt, Instant now, CancellationToken cancellationToken)
    {
        if (RetryAttempt.OutcomeOf(attempt.Answer) is { } outcome)
        {
            return Answered(attempt, outcome);
        }

        if (attempt.Append is not null && attempt.Answer?.Error is null)
        {
            // Entries that were skipped because the store is down are not parked for it.
            var failure = attempt.Failure ?? tally.Failure ?? new EventStoreException(Partial);
            var isTried = attempt.Failure is not null || attempt.Answer is not null;
            attempt.Errors = [Unavailable(failure)];
            var isOver = (isTried && attempt.Entry.Progress.Attempts >= tally.Options.AttemptsMax)
                || failure is EventStoreException { Kind: StoreFailureKind.Never };
            if (!isOver)
            {
                return FailedAgain(attempt, now);
            }
        }

        return await CloseAsync(attempt, now, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
    }

    public static FieldError Unavailable(Exception exception) => new()
    {
        Code = StoreReasons.Unavailable,
        Field = StoreReasons.Store,
        Found = ExceptionText.MessageOf(exception),
        Expected = "a store that answers",
    };

    /// <summary>
    /// An earlier holder may have appended under the name, with other rules or without an answer. So the name is closed
    /// before anything else is decided.
    /// </summary>
    private async ValueTask<Settlement> CloseAsync(
        RetryAttempt attempt, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            var closed = await events.CloseAsync(new AppendName(attempt.Name), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            tally.StoreAnswered();
            return closed is null ? Void(attempt)
                : RetryAttempt.OutcomeOf(closed) is { } outcome ? Answered(attempt, outcome)
                : FailedAgain(attempt, now);
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            tally.StoreFailed(exception);
            attempt.Errors = attempt.Append is null ? attempt.Errors : [Unavailable(exception)];
            return FailedAgain(attempt, now);
        }
    }

    private static Settlement Void(RetryAttempt attempt) =>
        attempt.Append is null ? Settlement.Rejected(attempt.Key, attempt.Name, attempt.Errors)
        : attempt.Answer?.Error is not null ? Settlement.Withdrawn(attempt.Key, attempt.Name)
        : Settlement.Parked(attempt.Key, attempt.Name, attempt.Errors);

    private Settlement FailedAgain(RetryAttempt attempt, Instant now) => Settlement.FailedAgain(
        attempt.Key,
        attempt.Name,
        attempt.Errors,
        now + tally.Options.Backoff.DelayOf(attempt.Key, int.Max(attempt.Entry.Progress.Attempts, 1)));

    /// <summary>How a retry ended that the event store answered so.</summary>
    public static Settlement Answered(ContentHash key, AppendId name, AppendOutcome outcome) => outcome.Kind switch
    {
        AppendOutcomeKind.Added => Settlement.Accepted(key, name, outcome.Id),
        AppendOutcomeKind.Duplicate => Settlement.Duplicate(key, name, outcome.Id),
        AppendOutcomeKind.Conflict => Settlement.Conflict(key, name, outcome.StoredId, [Conflict(outcome)]),
    };

    private static Settlement Answered(RetryAttempt attempt, AppendOutcome outcome) =>
        Answered(attempt.Key, attempt.Name, outcome);

    private static FieldError Conflict(AppendOutcome outcome) => new()
    {
        Code = StoreReasons.KeyConflict,
        Field = FieldNames.Key,
        Found = "a client key with the id " + outcome.Id,
        Expected = "the event that had this key before, with the id " + outcome.StoredId,
    };
}
