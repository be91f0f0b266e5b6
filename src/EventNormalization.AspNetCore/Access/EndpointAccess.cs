using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventNormalization.Access;

/// <summary>Decides who may use an endpoint.</summary>
/// <remarks>
/// Outside Development nobody may, until the host says who: by an authorization policy on the endpoint, a fallback
/// policy, a policy for the right that the endpoint needs, or an explicit AllowAnonymous.
/// </remarks>
internal static class EndpointAccess
{
    // Set by the authorization middleware. Without it, no policy of the endpoint was enforced.
    private const string MiddlewareRan = "__AuthorizationMiddlewareWithEndpointInvoked";

    private const string ClosedHint =
        "Outside Development nobody may use this endpoint until the host says who may. In Program.cs: "
        + "app.MapEventApi(...).RequireAuthorization(\"policy\"), with app.UseAuthorization() before it; "
        + "or .AllowAnonymous() to open it to everyone.";

    /// <summary>Why a request is not served; null if it is.</summary>
    public static async ValueTask<AccessRefusal?> RefusalOfAsync(HttpContext context)
    {
        var options = OptionsOf(context);
        if (!await IsDecidedAsync(context, options).ConfigureAwait(false))
        {
            return new AccessRefusal(StatusCodes.Status403Forbidden, "access.closed", ClosedHint);
        }

        return await RequestLimiter.RefusalOfAsync(context).ConfigureAwait(false)
            ?? await RightPolicies.RefusalOfAsync(context, options).ConfigureAwait(false)
            ?? ReadOnlyEndpoints.RefusalOf(context)
            ?? SameOrigin.RefusalOf(context);
    }

    /// <summary>
    /// Whether whoever began a long answer may still have it: the caller is authenticated and authorized anew, by the
    /// request's headers.
    /// </summary>
    public static async Task<bool> IsStillGrantedAsync(HttpContext context)
    {
        var scope = context.RequestServices.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var again = RepeatedRequest.Create(context, scope.ServiceProvider);
            return await RepeatedRequest.IsAuthorizedAsync(again, context).ConfigureAwait(false)
                && await RightPolicies.RefusalOfAsync(again, OptionsOf(context)).ConfigureAwait(false) is null;
        }
    }

    /// <summary>The right that the endpoint of a request needs; to read, if it names none.</summary>
    public static EventRight RightOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NeededRight>()?.Right ?? EventRight.Read;

    /// <summary>What the host set; the defaults if nothing.</summary>
    public static EventAccessOptions OptionsOf(HttpContext context) =>
        context.RequestServices.GetService<IOptions<EventAccessOptions>>()?.Value ?? EventAccessOptions.Default;

    /// <summary>Whether the host runs on a developer's machine.</summary>
    public static bool IsDevelopment(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();

    private static async ValueTask<bool> IsDecidedAsync(HttpContext context, EventAccessOptions options)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return false;
        }

        return IsDevelopment(context)
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || options.PolicyOf(RightOf(context)) is not null and not EventAccessOptions.Anyone
            || (context.Items.ContainsKey(MiddlewareRan)
                && (endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
                    || await HasFallbackAsync(context).ConfigureAwait(false)));
    }

    private static async ValueTask<bool> HasFallbackAsync(HttpContext context) =>
        context.RequestServices.GetService<IAuthorizationPolicyProvider>() is { } policies
        && await policies.GetFallbackPolicyAsync().ConfigureAwait(false) is not null;
}
