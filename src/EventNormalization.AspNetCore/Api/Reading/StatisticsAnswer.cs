using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Answers with what was received, what became of it, and whether each delivery is counted once.</summary>
internal static class StatisticsAnswer
{
    private const string ByClient = "by_client";

    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, ByClient);
        var isByClient = parameters.IsTrue(ByClient);
        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var conservation = await Conservation.ReadAsync(
            ReadEndpoint.Of<IEventReader>(context), ReadEndpoint.Of<IFailedEventStore>(context),
            context.RequestAborted).ConfigureAwait(false);
        var status = new StoreStatus(conservation) { IsByClient = isByClient };
        ReadFormats.Begin(context.Response, ReadFormat.Json, "");
        using var json = new JsonLine(context.Response.Body);
        json.Writer.WriteStartObject();
        await StatisticsJson.WriteAsync(json, status).ConfigureAwait(false);
        WriteStores(json.Writer, context);
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static void WriteStores(Utf8JsonWriter json, HttpContext context)
    {
        json.WriteStartObject("stores"u8);
        var facts = ReadEndpoint.Of<StoreFacts>(context);
        json.WriteString("kind"u8, facts.Kind);
        json.WriteString("durability"u8, facts.Durability);
        json.WriteNumber("event_bytes"u8, facts.EventFiles.Sum(LengthOf));
        json.WriteNumber("failed_bytes"u8, facts.FailedFiles.Sum(LengthOf));
        json.WriteString("rules"u8, ReadEndpoint.Of<EventIdentifier>(context).RulesFingerprint.ToString());
        json.WriteEndObject();
        var now = Instant.FromDateTimeOffset(ReadEndpoint.Of<TimeProvider>(context).GetUtcNow());
        json.WriteString("checked_at"u8, InstantPattern.ExtendedIso.Format(now));
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
