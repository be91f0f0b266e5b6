using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Ingest;
using EventNormalization.Api.Wire;
using EventNormalization.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api;

/// <summary>Takes events: one, many, a stream.</summary>
internal static class IngestEndpoints
{
    private const string SimulatedFailures = "X-Simulated-Failures";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/events", (RequestDelegate)(context => IngestAsync(context, isList: false)))
            .Needs(EventRight.Ingest);
        api.MapPost("/events/batch", (RequestDelegate)(context => IngestAsync(context, isList: true)))
            .Needs(EventRight.Ingest);
    }

    private static Task IngestAsync(HttpContext context, bool isList)
    {
        if (context.RequestServices.GetService<FaultSwitch>() is { IsOff: false } faults)
        {
            var plan = faults.Plan.ToString();
            context.Response.Headers[SimulatedFailures] = plan.Length > 0 ? plan : "on";
        }

        return RequestMediaType.IsNdjson(context.Request)
            ? StreamIngest.RunAsync(context)
            : BodyIngest.RunAsync(context, isList);
    }
}
