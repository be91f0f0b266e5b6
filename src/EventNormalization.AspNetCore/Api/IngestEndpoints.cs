using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Ingest;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Takes events: one, many, a stream.</summary>
internal static class IngestEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/events", (RequestDelegate)(context => IngestAsync(context, isList: false)))
            .Needs(EventRight.Ingest);
        api.MapPost("/events/batch", (RequestDelegate)(context => IngestAsync(context, isList: true)))
            .Needs(EventRight.Ingest);
    }

    private static Task IngestAsync(HttpContext context, bool isList) => RequestMediaType.IsNdjson(context.Request)
        ? StreamIngest.RunAsync(context)
        : BodyIngest.RunAsync(context, isList);
}
