using System;
using System.Threading.Tasks;
using EventNormalization.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>
/// A host whose groups have, beside their own endpoints, one for each right that tells what it was given.
/// </summary>
internal static class ProbedHost
{
    public const string RawBytes = "sees raw bytes";

    public static Task<TestHost> StartAsync(
        Action<EventNormalizationBuilder>? configure = null,
        Action<IEndpointConventionBuilder>? protect = null,
        string environment = "Production") =>
        TestHost.StartAsync(
            configure,
            routes =>
            {
                Probe(routes.MapEventApi("/v1"), "/v1", protect);
                Probe(routes.MapEventDashboard("/events"), "", protect);
            },
            environment);

    private static void Probe(
        RouteGroupBuilder group, string prefix, Action<IEndpointConventionBuilder>? protect)
    {
        foreach (var right in Enum.GetValues<EventRight>())
        {
            group.MapGet($"{prefix}/probe/{right}", AnswerAsync).Needs(right);
            group.MapPost($"{prefix}/probe/{right}", AnswerAsync).Needs(right);
        }

        group.MapGet(prefix + "/probe/unnamed", AnswerAsync);
        protect?.Invoke(group);
    }

    private static Task AnswerAsync(HttpContext context) =>
        context.Response.WriteAsync(PayloadRight.IsGranted(context) ? RawBytes : "sees none");
}
