using System;
using System.IO;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Access;

/// <summary>
/// The same request once more, to be authenticated anew: handlers keep their first result with theirs.
/// </summary>
internal static class RepeatedRequest
{
    /// <summary>Copies a request; what is written to its response goes nowhere.</summary>
    public static HttpContext Create(HttpContext context, IServiceProvider services)
    {
        var features = new FeatureCollection(context.Features);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IItemsFeature>(new ItemsFeature());
        features.Set<IHttpAuthenticationFeature>(new Caller());
        features.Set<IAuthenticateResultFeature>(new Outcome());
        features.Set<IServiceProvidersFeature>(new Services { RequestServices = services });
        return new DefaultHttpContext(features);
    }

    /// <summary>Whether the host's authentication and the endpoint's own policies still admit the caller.</summary>
    public static async Task<bool> IsAuthorizedAsync(HttpContext again, HttpContext first)
    {
        await AuthenticateAsync(again, first).ConfigureAwait(false);
        var metadata = again.GetEndpoint()!.Metadata;
        if (again.RequestServices.GetService<IAuthorizationPolicyProvider>() is not { } policies
            || metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            policies,
            metadata.GetOrderedMetadata<IAuthorizeData>(),
            metadata.GetOrderedMetadata<AuthorizationPolicy>()).ConfigureAwait(false);
        policy = WithRequirements(policy, metadata);
        if (policy is null)
        {
            return true;
        }

        var evaluator = again.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var authentication = await evaluator.AuthenticateAsync(policy, again).ConfigureAwait(false);
        return (await evaluator.AuthorizeAsync(policy, authentication, again, again).ConfigureAwait(false)).Succeeded;
    }

    private static async Task AuthenticateAsync(HttpContext again, HttpContext first)
    {
        var schemes = again.RequestServices.GetService<IAuthenticationSchemeProvider>();
        if (schemes is null
            || await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is not { } scheme)
        {
            // The host found out who calls in a way of its own, which cannot be repeated from here.
            again.User = first.User;
            return;
        }

        var result = await again.AuthenticateAsync(scheme.Name).ConfigureAwait(false);
        again.Features.Set<IAuthenticateResultFeature>(new Outcome { AuthenticateResult = result });
        again.User = result.Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
    }

    private static AuthorizationPolicy? WithRequirements(
        AuthorizationPolicy? policy, EndpointMetadataCollection metadata)
    {
        var added = metadata.GetOrderedMetadata<IAuthorizationRequirementData>();
        if (added.Count == 0)
        {
            return policy;
        }

        var builder = new AuthorizationPolicyBuilder();
        foreach (var data in added)
        {
            foreach (var requirement in data.GetRequirements())
            {
                builder.AddRequirements(requirement);
            }
        }

        return policy is null ? builder.Build() : AuthorizationPolicy.Combine(policy, builder.Build());
    }

    private sealed class Caller : IHttpAuthenticationFeature
    {
        public ClaimsPrincipal? User { get; set; }
    }

    private sealed class Outcome : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; }
    }

    private sealed class Services : IServiceProvidersFeature
    {
        public required IServiceProvider RequestServices { get; set; }
    }
}
