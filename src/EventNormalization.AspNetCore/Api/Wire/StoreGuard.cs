using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Wire;

/// <summary>Answers 503 where a store fails, and tells the host's log why.</summary>
/// <remarks>The answer says nothing of the failure: its message may name files and servers.</remarks>
internal static partial class StoreGuard
{
    /// <summary>What an answer says in place of a store's own words.</summary>
    public const string Silent = "A store does not answer; the host's log says why.";

    /// <summary>Answers a request that asks a store.</summary>
    public static async Task RunAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception failure) when (IsOfStore(failure))
        {
            Tell(context.RequestServices, failure);
            if (context.Response.HasStarted)
            {
                // An export that simply ended would look complete.
                context.Abort();
                return;
            }

            await ProblemResponse.WriteAsync(context, ProblemOf(context, failure)).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a store threw it, rather than a defect: what stores of any kind throw when they fail.</summary>
    public static bool IsOfStore(Exception error) =>
        error is EventStoreException or StoreCorruptedException or StoreAnswerException or RulesChangedException
            or SqliteStoreException or DbException or IOException or TimeoutException or OperationCanceledException;

    /// <summary>Tells the host's log.</summary>
    public static void Tell(IServiceProvider services, Exception failure) => StoreUnreadable(
        services.GetRequiredService<ILoggerFactory>().CreateLogger("EventNormalization.Api"), failure);

    /// <summary>Reasons without what a store said, which may name files and servers.</summary>
    public static IReadOnlyList<FieldError> WithoutWords(IReadOnlyList<FieldError> reasons) =>
    [
        .. reasons.Select(reason => reason.Code != StoreReasons.Unavailable ? reason : new FieldError
        {
            Code = reason.Code,
            Field = reason.Field,
            Expected = reason.Expected,
        }),
    ];

    // What waiting does not mend has no time at which to come again.
    private static ApiProblem ProblemOf(HttpContext context, Exception failure) =>
        failure is StoreCorruptedException or RulesChangedException or StoreAnswerException
            ? Problem("store.damaged", "A store needs somebody to look at it.", null)
            : Problem("store.unavailable", "A store does not answer.", RequestLimits.Of(context).RetryAfter);

    private static ApiProblem Problem(string code, string title, TimeSpan? retryAfter) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = code,
        Title = title,
        Detail = "The host's log says why. What was done until then, if anything, is in the actions of failed events.",
        RetryAfter = retryAfter,
    };

    [LoggerMessage(EventId = 1206, Level = LogLevel.Error, Message = "A store failed while a request asked it.")]
    private static partial void StoreUnreadable(ILogger logger, Exception failure);
}
