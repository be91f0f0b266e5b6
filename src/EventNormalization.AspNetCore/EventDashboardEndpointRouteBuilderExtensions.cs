using EventNormalization.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization;

/// <summary>Maps the page that shows what happens to events.</summary>
public static class EventDashboardEndpointRouteBuilderExtensions
{
    /// <summary>Maps the page, and the API that it calls, under one path.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">The path of the page.</param>
    /// <returns>The group, for authorization policies and other conventions.</returns>
    public static RouteGroupBuilder MapEventDashboard(this IEndpointRouteBuilder endpoints, string prefix = "/events")
    {
        var page = endpoints.MapGroup(prefix);
        EndpointGuard.Install(page);
        page.MapEventApi("/api");
        return page;
    }
}
