using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Pipeline;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Ingest;

/// <summary>Answers for deliveries that are kept, and says where nothing was.</summary>
internal static class IngestAnswer
{
    /// <summary>The answer for the one event of a body.</summary>
    public static Task WriteOneAsync(HttpContext context, IngestResult result)
    {
        switch (result.Outcome)
        {
            case IngestOutcome.Accepted:
                context.Response.Headers.Location = "events/" + result.Id;
                return WriteStoredAsync(context, StatusCodes.Status201Created, result);
            case IngestOutcome.Duplicate:
                return WriteStoredAsync(context, StatusCodes.Status200OK, result);
            case IngestOutcome.Deferred:
                return WriteStoredAsync(context, StatusCodes.Status202Accepted, result);
            case IngestOutcome.Forbidden:
                return ProblemResponse.WriteAsync(context, ForbiddenOf(result));
            case IngestOutcome.Rejected or IngestOutcome.Conflict:
                return ProblemResponse.WriteAsync(context, ProblemOf(result));
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "No such outcome is known.");
        }
    }

    /// <summary>The answers for several events.</summary>
    public static Task WriteAllAsync(HttpContext context, KeptEvents events)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var writer = new IngestResultWriter(bytes))
        {
            bytes.Write("{\"results\":["u8);
            events.Write(bytes, writer);
        }

        bytes.Write("],\"counts\":"u8);
        WriteCounts(bytes, events);
        bytes.Write("}"u8);
        return JsonResponse.SendAsync(context, StatusCodes.Status200OK, ApiJson.MediaType, bytes.WrittenMemory);
    }

    /// <summary>Neither store could keep anything: nothing is acknowledged.</summary>
    public static Task WriteNotKeptAsync(HttpContext context, ApiLimits limits) =>
        ProblemResponse.WriteAsync(context, new ApiProblem
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Code = "store.unavailable",
            Title = "The stores could not keep it.",
            Detail = "Neither the event store nor the failed-event store could keep it, so it is not acknowledged. "
                + "Send it again later: that is safe, since what was stored after all is then a duplicate.",
            RetryAfter = limits.RetryAfter,
            Further = static json => json.WriteString("outcome"u8, "not_kept"u8),
        });

    private static Task WriteStoredAsync(HttpContext context, int status, IngestResult result)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var writer = new IngestResultWriter(bytes);
        writer.Write(result);
        return JsonResponse.SendAsync(context, status, ApiJson.MediaType, bytes.WrittenMemory);
    }

    private static ApiProblem ForbiddenOf(IngestResult result) => new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = "event.forbidden",
        Title = "You may not send events of this client.",
        Detail = string.Join(" ", DetailsOf(result)) + " It is neither kept nor acknowledged.",
        Errors = result.Errors,
        Further = json => json.WriteString("outcome"u8, IngestResultWriter.WordOf(result.Outcome)),
    };

    private static ApiProblem ProblemOf(IngestResult result)
    {
        var isConflict = result.Outcome == IngestOutcome.Conflict;
        return new ApiProblem
        {
            Status = isConflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
            Code = isConflict ? "event.conflict" : "event.rejected",
            Title = isConflict ? "Another event has this key." : "The event could not be understood.",
            Detail = string.Join(" ", DetailsOf(result))
                + " It is kept as a failed event; sending it again as it is changes nothing.",
            Errors = result.Errors,
            Further = json =>
            {
                json.WriteString("outcome"u8, IngestResultWriter.WordOf(result.Outcome));
                json.WriteString("hash"u8, result.FailedKey?.ToString());
                if (isConflict)
                {
                    json.WriteString("event_id"u8, result.Id?.ToString());
                    json.WriteString("stored_id"u8, result.StoredId?.ToString());
                }
            },
        };
    }

    private static IEnumerable<string> DetailsOf(IngestResult result)
    {
        foreach (var error in result.Errors)
        {
            yield return error.Message + (error.Message.EndsWith('.') ? "" : ".");
        }
    }

    private static void WriteCounts(IBufferWriter<byte> output, KeptEvents events)
    {
        var counts = new IngestCounts();
        var notKept = 0;
        foreach (var result in events.Results)
        {
            if (result is null)
            {
                notKept++;
            }
            else
            {
                counts.Add(result);
            }
        }

        using var json = new Utf8JsonWriter(output, ApiJson.OneLine);
        json.WriteStartObject();
        json.WriteNumber("received"u8, counts.Received);
        foreach (var outcome in counts.ByOutcome)
        {
            json.WriteNumber(outcome.Name, outcome.Count);
        }

        if (counts.Forbidden > 0)
        {
            json.WriteNumber("forbidden"u8, counts.Forbidden);
        }

        if (notKept > 0)
        {
            json.WriteNumber("not_kept"u8, notKept);
        }

        json.WriteEndObject();
    }
}
