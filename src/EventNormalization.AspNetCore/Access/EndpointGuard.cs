using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Access;

/// <summary>Stands before every endpoint of a group, whoever maps it.</summary>
/// <remarks>
/// It wraps the endpoint's delegate at the very end of its building, so that none can be mapped without it, and looks
/// at the endpoint's metadata as they are when a request comes: conventions that the host adds later are seen.
/// </remarks>
internal static class EndpointGuard
{
    /// <summary>Guards all endpoints of a group, once, however deep the group is nested.</summary>
    public static void Install(RouteGroupBuilder group)
    {
        var warning = new AnonymousWarning();
        ((IEndpointConventionBuilder)group).Finally(endpoint => Wrap(endpoint, warning));
    }

    private static void Wrap(EndpointBuilder endpoint, AnonymousWarning warning)
    {
        if (endpoint.RequestDelegate is not { } handle || IsGuarded(endpoint))
        {
            return;
        }

        endpoint.Metadata.Add(GuardedEndpoint.Instance);
        endpoint.RequestDelegate = context =>
        {
            warning.GiveOnce(context);
            return GuardAsync(context, handle);
        };
    }

    private static bool IsGuarded(EndpointBuilder endpoint)
    {
        foreach (var item in endpoint.Metadata)
        {
            if (item is GuardedEndpoint)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate handle)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (await EndpointAccess.RefusalOfAsync(context).ConfigureAwait(false) is { } refusal)
        {
            await refusal.AnswerAsync(context).ConfigureAwait(false);
            return;
        }

        await handle(context).ConfigureAwait(false);
    }

    /// <summary>Marks an endpoint that is guarded.</summary>
    private sealed class GuardedEndpoint
    {
        private GuardedEndpoint()
        {
        }

        public static GuardedEndpoint Instance { get; } = new();
    }
}
