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
    /// <returns>All of it and its description, for authorization policies and other conventions.</returns>
    public static RouteGroupBuilder MapEventApi(this IEndpointRouteBuilder endpoints, string prefix = "/v1")
    {
        // The description stands beside the API, and a policy on what is returned holds for both.
        var all = endpoints.MapGroup("");
        EndpointGuard.Install(all);
        OpenApiEndpoint.Map(all, prefix);
        var api = all.MapGroup(prefix);
        IngestEndpoints.Map(api);
        ExplainEndpoint.Map(api);
        EventEndpoints.Map(api);
        FailedEndpoints.Map(api);
        FailedActionEndpoints.Map(api);
        TotalsEndpoints.Map(api);
        StreamEndpoint.Map(api);
        SimulationEndpoint.Map(api);
        return all;
    }
}
