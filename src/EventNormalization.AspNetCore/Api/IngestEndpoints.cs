using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Takes events: one, many, a stream.</summary>
internal static class IngestEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
