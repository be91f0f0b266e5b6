using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api.Acts;

/// <summary>Tells what a retry would understand, by the rules in force or by others; nothing is stored.</summary>
internal static class DryRun
{
    public static async Task WriteAsync(HttpContext context, ActSelection selection, EventIdentifier identifier)
    {
        var queue = context.RequestServices.GetRequiredService<IFailedEventQueue>();
        var entries = selection.Keys is { } keys
            ? NamedAsync(queue, keys)
            : queue.QueryAsync(
                new FailedEventQuery
                {
                    Where = selection.Where.And(FailedStates.Open),
                    Archived = selection.Archived,
                },
                context.RequestAborted);
        var preview = await RetryPreview.ReadAsync(
            identifier, entries, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, preview, static (json, told) =>
        {
            json.WriteStartObject();
            json.WriteNumber("entries"u8, told.Entries);
            json.WriteNumber("understood"u8, told.Understood);
            json.WriteNumber("refused"u8, told.Refused);
            json.WriteStartArray("reasons"u8);
            foreach (var (code, count) in told.Reasons.OrderByDescending(reason => reason.Value))
            {
                json.WriteStartObject();
                json.WriteString("code"u8, code);
                json.WriteNumber("count"u8, count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>The named entries that a retry would try, one at a time.</summary>
    private static async IAsyncEnumerable<FailedEvent> NamedAsync(
        IFailedEventQueue queue,
        IReadOnlyList<Ingestion.ContentHash> keys,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
        {
            var entry = await queue.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (entry is { State: not (FailedEventState.Settled or FailedEventState.Discarded) })
            {
                yield return entry;
            }
        }
    }
}
