using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Simulation;
using EventNormalization.Api.Wire;
using EventNormalization.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace EventNormalization.Api;

/// <summary>Makes the event store fail on purpose, where the host allows it; ends by itself.</summary>
internal static partial class SimulationEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/simulation", (RequestDelegate)ReadAsync).Needs(EventRight.Simulate);
        api.MapPut("/simulation", (RequestDelegate)SetAsync).Needs(EventRight.Simulate);
    }

    private static Task ReadAsync(HttpContext context) =>
        AnswerAsync(context, context.RequestServices.GetService<FaultSwitch>());

    private static async Task SetAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<FaultSwitch>() is not { } faults)
        {
            await ProblemResponse.WriteAsync(context, SimulationProblems.NotAllowed()).ConfigureAwait(false);
            return;
        }

        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        if (body.Problem is { } unread)
        {
            await ProblemResponse.WriteAsync(context, unread).ConfigureAwait(false);
            return;
        }

        if (!SimulationBody.TryRead(body.Bytes, out var plan, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        faults.Set(plan);
        var logger = context.RequestServices.GetRequiredService<ILogger<FaultSwitch>>();
        if (plan.IsNone)
        {
            Ended(logger);
        }
        else
        {
            Began(logger, plan.ToString(), FaultSwitch.Period.TotalMinutes);
        }

        await AnswerAsync(context, faults).ConfigureAwait(false);
    }

    private static Task AnswerAsync(HttpContext context, FaultSwitch? faults) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, faults, Write);

    private static void Write(Utf8JsonWriter json, FaultSwitch? faults)
    {
        json.WriteStartObject();
        json.WriteBoolean("allowed"u8, faults is not null);
        if (faults is not null)
        {
            var plan = faults.Plan;
            json.WriteString("plan"u8, plan.IsNone ? "" : plan.ToString());
            if (!plan.IsNone && SimulationBody.ModeOf(plan) is { } mode)
            {
                json.WriteString("mode"u8, mode);
            }

            if (faults.Until is { } until)
            {
                json.WriteString("until"u8, InstantPattern.ExtendedIso.Format(until));
            }

            json.WriteNumber("injected"u8, faults.InjectedCount);
        }

        json.WriteEndObject();
    }

    [LoggerMessage(EventId = 162, EventName = "SimulationBegan", Level = LogLevel.Warning,
        Message = "The event store fails on purpose from now on, by the plan {Plan}, for {Minutes} minutes at most.")]
    private static partial void Began(ILogger logger, string plan, double minutes);

    [LoggerMessage(EventId = 163, EventName = "SimulationEnded", Level = LogLevel.Warning,
        Message = "The event store no longer fails on purpose.")]
    private static partial void Ended(ILogger logger);
}
