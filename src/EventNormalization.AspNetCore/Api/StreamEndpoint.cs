using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Server-Sent Events of what changes.</summary>
internal static class StreamEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
