using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Acts on failed events, one or many.</summary>
internal static class FailedActionEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => _ = api;
}
