using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Acts;
using EventNormalization.Api.Wire;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Answers with all that is known of one failed event.</summary>
internal static class FailedDetails
{
    private const string HashParameter = "hash";

    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request);
        var text = context.Request.RouteValues[HashParameter] as string ?? "";
        if (!ContentHash.TryParse(text, out var hash))
        {
            parameters.Refuse(HashParameter, text, "the hash of a failed event: 64 hex digits");
        }

        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var queue = ReadEndpoint.Of<IFailedEventQueue>(context);
        var entry = await queue.FindAsync(hash, context.RequestAborted).ConfigureAwait(false);
        if (entry is null)
        {
            await ProblemResponse.WriteAsync(context, ActProblems.NoEntry(text)).ConfigureAwait(false);
            return;
        }

        var found = new FoundFailedEvent
        {
            Entry = entry,
            Actions = await queue.ReadActionsAsync(hash, context.RequestAborted).ConfigureAwait(false),
            Uncertain = await queue.ReadUncertainAsync(hash, context.RequestAborted).ConfigureAwait(false),
            ShowsBytes = PayloadRight.IsGranted(context),
        };
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, found, Write).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, FoundFailedEvent found)
    {
        json.WriteStartObject();
        json.WriteString("hash"u8, found.Entry.Key.ToString());
        FailedEntryJson.Write(json, found.Entry, StoreGuard.WithoutWords(found.Entry.Reasons));
        if (found.ShowsBytes)
        {
            json.WriteString("raw"u8, Encoding.UTF8.GetString(found.Entry.Raw.Span));
            FailedEntryJson.WriteBytes(json, found.Entry);
            if (found.Entry.Edited is { } edited)
            {
                json.WriteString("edit"u8, Encoding.UTF8.GetString(edited.Span));
            }
        }

        WriteActions(json, found.Actions);
        WriteUncertain(json, found.Uncertain);
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, IReadOnlyList<FailedAction> actions)
    {
        json.WriteStartArray("actions"u8);
        foreach (var action in actions)
        {
            json.WriteStartObject();
            json.WriteString("at"u8, InstantPattern.ExtendedIso.Format(action.At));
            json.WriteString("by"u8, action.By);
            json.WriteString("kind"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(action.Kind.ToString()));
            if (action.Note.Length > 0)
            {
                json.WriteString("note"u8, action.Note);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUncertain(Utf8JsonWriter json, IReadOnlyList<UncertainAppend> appends)
    {
        json.WriteStartArray("uncertain_appends"u8);
        foreach (var append in appends)
        {
            json.WriteStartObject();
            json.WriteString("append"u8, append.Id.ToString());
            json.WriteNumber("ordinal"u8, append.Ordinal);
            if (append.Part is { } part)
            {
                json.WriteNumber("part"u8, part);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
