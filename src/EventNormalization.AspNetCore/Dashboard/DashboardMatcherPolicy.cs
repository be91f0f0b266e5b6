using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace EventNormalization.Dashboard;

/// <summary>
/// Lets the page stand beside a route of the host at the same path. Routing does not tell <c>/events</c> from
/// <c>/events/</c> and would find two endpoints: with the slash it is the page's, without it the host's.
/// </summary>
internal sealed class DashboardMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>After the policies of methods and hosts, which leave out what does not match at all.</summary>
    public override int Order => 1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsPage);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var page = FindPage(candidates);
        if (page >= 0)
        {
            var takes = httpContext.Request.Path.Value!.EndsWith('/');
            for (var index = 0; index < candidates.Count; index++)
            {
                if (index != page && candidates.IsValidCandidate(index)
                    && candidates[index].Score == candidates[page].Score)
                {
                    candidates.SetValidity(takes ? index : page, false);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static int FindPage(CandidateSet candidates)
    {
        for (var index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index) && IsPage(candidates[index].Endpoint))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<DashboardPage>() is not null;
}
