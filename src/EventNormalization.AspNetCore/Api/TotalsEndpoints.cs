using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads totals and statistics.</summary>
internal static class TotalsEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
