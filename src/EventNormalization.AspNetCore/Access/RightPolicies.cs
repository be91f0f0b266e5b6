using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Access;

/// <summary>Checks the policies that the host named for single rights, beside those of the endpoints.</summary>
internal static class RightPolicies
{
    private const string PayloadsHint =
        "Raw bytes may hold personal data, so outside Development nobody sees them until the host says who may: "
        + "UseAccess(access => access.Payloads = \"policy\").";

    /// <summary>Why the right is not granted; null if it is. Notes whether the caller may see raw bytes.</summary>
    public static async ValueTask<AccessRefusal?> RefusalOfAsync(HttpContext context, EventAccessOptions options)
    {
        var right = EndpointAccess.RightOf(context);
        if (right == EventRight.Ingest)
        {
            // Whoever sends is shown nothing, and is not kept waiting for it.
            return await RefusalOfAsync(context, options, right).ConfigureAwait(false);
        }

        // A policy may authenticate by a scheme of its own; who asks is settled by the right that the endpoint needs.
        var caller = context.User;
        var payloads = await RefusalOfAsync(context, options, EventRight.Payloads).ConfigureAwait(false);
        context.Features.Set(new PayloadRight(payloads is null));
        context.User = right == EventRight.Payloads ? context.User : caller;
        return right == EventRight.Payloads
            ? payloads
            : await RefusalOfAsync(context, options, right).ConfigureAwait(false);
    }

    private static async ValueTask<AccessRefusal?> RefusalOfAsync(
        HttpContext context, EventAccessOptions options, EventRight right)
    {
        var name = options.PolicyOf(right);
        if (name is null)
        {
            return right == EventRight.Payloads && !EndpointAccess.IsDevelopment(context)
                ? new AccessRefusal(StatusCodes.Status403Forbidden, "access.payloads", PayloadsHint)
                : null;
        }

        return name == EventAccessOptions.Anyone
            ? null
            : await RefusalOfAsync(context, name).ConfigureAwait(false);
    }

    private static async ValueTask<AccessRefusal?> RefusalOfAsync(HttpContext context, string name)
    {
        var services = context.RequestServices;
        if (services.GetService<IPolicyEvaluator>() is not { } evaluator
            || services.GetService<IAuthorizationPolicyProvider>() is not { } policies
            || await policies.GetPolicyAsync(name).ConfigureAwait(false) is not { } policy)
        {
            return new AccessRefusal(
                StatusCodes.Status403Forbidden, "access.closed", "The host names a policy that it does not define.");
        }

        var authentication = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        var result = await evaluator.AuthorizeAsync(policy, authentication, context, context).ConfigureAwait(false);
        return result.Succeeded ? null : new AccessRefusal(policy, result);
    }
}
