using EventNormalization.Access;
using EventNormalization.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization;

/// <summary>Maps the HTTP API of events.</summary>
public static class EventApiEndpointRouteBuilderExtensions
{
    /// <summary>Maps the HTTP API: events, failed events, totals, statistics, their changes.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">The path before all of them.</param>
    /// <returns>The group, for authorization policies and other conventions.</returns>
    public static RouteGroupBuilder MapEventApi(this IEndpointRouteBuilder endpoints, string prefix = "/v1")
    {
        var api = endpoints.MapGroup(prefix);
        EndpointGuard.Install(api);
        IngestEndpoints.Map(api);
        ExplainEndpoint.Map(api);
        EventEndpoints.Map(api);
        FailedEndpoints.Map(api);
        FailedActionEndpoints.Map(api);
        TotalsEndpoints.Map(api);
        StreamEndpoint.Map(api);
        SimulationEndpoint.Map(api);
        return api;
    }
}
