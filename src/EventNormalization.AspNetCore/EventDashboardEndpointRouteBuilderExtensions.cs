using System;
using EventNormalization.Access;
using EventNormalization.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization;

/// <summary>Maps the page that shows what happens to events.</summary>
public static class EventDashboardEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps the page, and the API that it calls, under one path. All its files are in the assembly; it asks no other
    /// host for anything, and is in no description of the host's own API.
    /// </summary>
    /// <param name="endpoints">The host's endpoints, or a group of them: its prefix comes before the page's.</param>
    /// <param name="prefix">The path of the page, such as <c>/events</c>; the page is at its end with a slash.</param>
    /// <param name="options">
    /// Its title, whether it is for reading alone, its page size; the defaults if left out.
    /// </param>
    /// <returns>The group of all its endpoints, for authorization policies and other conventions.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="endpoints"/> or <paramref name="prefix"/> is null.
    /// </exception>
    public static RouteGroupBuilder MapEventDashboard(
        this IEndpointRouteBuilder endpoints, string prefix = "/events", EventDashboardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        options ??= new EventDashboardOptions();
        var page = new DashboardPage(options);
        var group = endpoints.MapGroup(prefix);
        group.ExcludeFromDescription();
        EndpointGuard.Install(group);
        group.MapMethods("/", Methods, page.WriteDocumentAsync).Needs(EventRight.Read).WithMetadata(page);
        group.MapMethods("/assets/{version}/{**path}", Methods, DashboardPage.WriteFileAsync).Needs(EventRight.Read);
        var api = group.MapEventApi("/api");
        if (options.ReadOnly)
        {
            api.ReadOnly();
        }

        return group;
    }
}
