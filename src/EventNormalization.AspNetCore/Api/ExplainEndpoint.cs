using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Ingest;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api;

/// <summary>Tells how an event is read; stores nothing.</summary>
internal static class ExplainEndpoint
{
    private const int CountMax = 1_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/explain", (RequestDelegate)ExplainAsync).Needs(EventRight.Read);

    private static async Task ExplainAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        if (body.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        try
        {
            var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
            using var deliveries = await BodyDeliveries.CutAsync(body.Bytes, time, CountMax).ConfigureAwait(false);
            await AnswerAsync(context, deliveries).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            await ProblemResponse.WriteAsync(context, BodyProblems.Unreadable(exception.Message))
                .ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(HttpContext context, BodyDeliveries deliveries)
    {
        var limits = RequestLimits.Of(context) with { BatchEventsMax = CountMax };
        var identifier = context.RequestServices.GetRequiredService<EventIdentifier>();
        var records = identifier.Expand(deliveries.Events).Records;
        if (deliveries.IsTooMany || records.Length > CountMax)
        {
            await ProblemResponse.WriteAsync(context, BodyProblems.TooMany(limits)).ConfigureAwait(false);
            return;
        }

        if (deliveries is { Events.IsEmpty: true, IsArray: false })
        {
            await ProblemResponse.WriteAsync(context, BodyProblems.Empty()).ConfigureAwait(false);
            return;
        }

        var explanations = new Explanation[records.Length];
        for (var i = 0; i < explanations.Length; i++)
        {
            var (raw, read) = (records.Span[i], identifier.Explain(records.Span[i]));
            explanations[i] = i == 0 || explanations[i - 1].IsKnown
                ? await Explanation.MakeAsync(context, raw, read).ConfigureAwait(false)
                : Explanation.Unknown(raw, read);
        }

        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, explanations, Write).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, Explanation[] explanations)
    {
        json.WriteStartObject();
        json.WriteStartArray("explanations"u8);
        foreach (var explanation in explanations)
        {
            explanation.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
