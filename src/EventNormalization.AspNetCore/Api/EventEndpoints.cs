using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads stored events.</summary>
internal static class EventEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
