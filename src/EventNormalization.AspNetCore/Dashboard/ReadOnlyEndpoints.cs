using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Dashboard;

/// <summary>Closes what changes something, where the page is for reading alone; to hide buttons is not enough.</summary>
internal static class ReadOnlyEndpoints
{
    private static readonly byte[] Refusal =
        """
        {"type":"urn:event-normalization:read_only","title":"This page is read-only.","status":403,
        "detail":"The host mapped this page for reading alone: through it nothing is sent, changed or simulated."}
        """u8.ToArray();

    /// <summary>Replaces the handlers of the group's endpoints that need another right than to read.</summary>
    public static void Close(IEndpointConventionBuilder group) => group.Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<NeededRight>().LastOrDefault() is { } needed && Changes(needed.Right))
        {
            // Of one address, reading may stay open: the simulation is seen by GET and set by PUT.
            var handler = endpoint.RequestDelegate;
            endpoint.RequestDelegate = context => HttpMethods.IsGet(context.Request.Method) && handler is not null
                ? handler(context)
                : RefuseAsync(context);
        }
    });

    private static bool Changes(EventRight right) => right switch
    {
        EventRight.Ingest or EventRight.Manage or EventRight.Simulate => true,
        EventRight.Read or EventRight.Payloads => false,
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "No such right is known."),
    };

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "application/problem+json";
        await context.Response.Body.WriteAsync(Refusal, context.RequestAborted).ConfigureAwait(false);
    }
}
