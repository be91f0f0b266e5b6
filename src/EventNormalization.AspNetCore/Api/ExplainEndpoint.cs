using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Tells how an event is read; stores nothing.</summary>
internal static class ExplainEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
