using System;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Reading;

/// <summary>Maps what only reads, and answers for stores that cannot be read.</summary>
internal static partial class ReadEndpoint
{
    /// <summary>Maps a path to what answers it.</summary>
    public static void Map(IEndpointRouteBuilder api, string pattern, Func<HttpContext, Task> read)
    {
        RequestDelegate answer = context => AnswerAsync(context, read);
        api.MapGet(pattern, answer).Needs(EventRight.Read);
    }

    /// <summary>A service of the host.</summary>
    public static T Of<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> read)
    {
        try
        {
            await read(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception error) when (IsOfStore(error))
        {
            StoreUnreadable(Of<ILoggerFactory>(context).CreateLogger("EventNormalization.Api"), error);
            if (context.Response.HasStarted)
            {
                // An export that simply ended would look complete.
                context.Abort();
                return;
            }

            await ProblemResponse.WriteAsync(context, Unreadable(context, error)).ConfigureAwait(false);
        }
    }

    private static bool IsOfStore(Exception error) =>
        error is EventStoreException or StoreCorruptedException or SqliteStoreException;

    private static ApiProblem Unreadable(HttpContext context, Exception error) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = error is StoreCorruptedException ? "store.damaged" : "store.failed",
        Title = error is StoreCorruptedException ? "The store is damaged." : "The store cannot be read.",
        Detail = "The store could not be read; the host's log says why.",
        RetryAfter = RequestLimits.Of(context).RetryAfter,
    };

    [LoggerMessage(EventId = 1206, Level = LogLevel.Error, Message = "A store could not be read for the API.")]
    private static partial void StoreUnreadable(ILogger logger, Exception error);
}
