using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Makes stores fail on purpose.</summary>
internal static class SimulationEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
