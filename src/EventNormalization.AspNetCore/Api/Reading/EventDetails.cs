using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Answers whether an event was counted: the event, or what became of it instead.</summary>
internal static class EventDetails
{
    private const string IdParameter = "id";
    private const string TimestampParameter = "timestamp";

    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, TimestampParameter);
        var timestamp = parameters.Instant(TimestampParameter);
        var text = context.Request.RouteValues[IdParameter] as string ?? "";
        if (!RecordId.TryParse(text, out var id))
        {
            parameters.Refuse(IdParameter, text, "an event id: 64 hex digits");
        }

        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var reader = ReadEndpoint.Of<IEventReader>(context);
        var found = await FindAsync(reader, id, timestamp, context.RequestAborted).ConfigureAwait(false);
        await (found is null ? AnswerMissingAsync(context, id) : AnswerFoundAsync(context, found))
            .ConfigureAwait(false);
    }

    private static async Task AnswerFoundAsync(HttpContext context, StoredEvent found)
    {
        var spellings = PayloadRight.IsGranted(context)
            ? await ReadEndpoint.Of<IEventReader>(context)
                .ReadSpellingsAsync(EventKey.Of(found.Event), context.RequestAborted).ConfigureAwait(false)
            : null;
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (found, spellings), static (json, answer) =>
        {
            json.WriteStartObject();
            StoredEventJson.Write(json, answer.found);
            json.WriteString("canonical"u8, Encoding.UTF8.GetString(answer.found.Event.IdentityUtf8.Span));
            json.WriteString("rules"u8, answer.found.Event.RulesFingerprint.ToString());
            if (answer.spellings is not null)
            {
                WriteBytes(json, answer.found, answer.spellings);
            }

            if (answer.found.Occurrences > 1)
            {
                json.WriteString("why"u8, WhyOf(answer.found));
            }

            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static void WriteBytes(
        Utf8JsonWriter json, StoredEvent found, IReadOnlyList<ReadOnlyMemory<byte>> spellings)
    {
        StoredEventJson.WriteBytes(json, found.Event.Raw.Span);
        json.WriteStartArray("spellings"u8);
        foreach (var spelling in spellings)
        {
            json.WriteStartObject();
            StoredEventJson.WriteBytes(json, spelling.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("other_spellings"u8, found.OtherSpellingCount);
    }

    private static string WhyOf(StoredEvent found) => string.Create(
        CultureInfo.InvariantCulture,
        $"Received {found.Occurrences} times and counted once: ")
        + "each delivery says the same record, so it has the same id.";

    /// <summary>
    /// Finds by timestamp and id; by the id alone only without a timestamp, since that reads through an index of all.
    /// </summary>
    private static async ValueTask<StoredEvent?> FindAsync(
        IEventReader reader, RecordId id, Instant? timestamp, CancellationToken cancellationToken)
    {
        if (timestamp is not { } instant)
        {
            return await reader.FindAsync(id, cancellationToken).ConfigureAwait(false);
        }

        // An event with a key of its client is in the part of that key, which the id does not tell.
        var first = Convert.FromHexString(id.ToString().AsSpan(0, 2))[0];
        var found = await reader.FindAsync(new EventKey(first, instant, id), cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            return found;
        }

        var query = new EventQuery
        {
            Where = EventPredicate.Between(
                instant, instant == Instant.MaxValue ? null : instant.PlusNanoseconds(1)),
            Page = new PageRequest { SortBy = Queries.SortKey.Timestamp },
        };
        await foreach (var item in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (item.Event.Id == id)
            {
                return item;
            }
        }

        return null;
    }

    private static async Task AnswerMissingAsync(HttpContext context, RecordId id)
    {
        var query = new FailedEventQuery
        {
            Where = EventPredicate.Id(id),
            Archived = ArchivedEntries.Included,
            Page = new PageRequest { Direction = SortDirection.Descending, CountMax = 1 },
        };
        FailedEvent? entry = null;
        await foreach (var one in ReadEndpoint.Of<IFailedEventQueue>(context)
            .QueryAsync(query, context.RequestAborted).ConfigureAwait(false))
        {
            entry = one;
        }

        var state = entry is null ? "unknown" : StateOf(entry.State);
        await ProblemResponse.WriteAsync(context, new ApiProblem
        {
            Status = StatusCodes.Status404NotFound,
            Code = "event.not_stored",
            Title = "No such event is stored.",
            Detail = entry is null
                ? "No event with this id is stored, and none failed that was understood as it."
                : $"The event is not stored; the failed event {entry.Key} is {state}.",
            Further = json =>
            {
                json.WriteString("state"u8, state);
                if (entry is not null)
                {
                    json.WriteString("hash"u8, entry.Key.ToString());
                }
            },
        }).ConfigureAwait(false);
    }

    private static string StateOf(FailedEventState state) => state switch
    {
        FailedEventState.Pending or FailedEventState.Retrying => "deferred",
        FailedEventState.Settled => "unknown",
        FailedEventState.Rejected or FailedEventState.Conflict or FailedEventState.Parked
            or FailedEventState.Discarded => FailedStates.NameOf(state),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is none of the states."),
    };
}
