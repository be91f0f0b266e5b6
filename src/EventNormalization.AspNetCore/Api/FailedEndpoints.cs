using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads failed events and their groups.</summary>
internal static class FailedEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
