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
                // The group of the API begins above its prefix, that of the page below.
                Probe(routes.MapEventApi("/v1"), "/v1/probe", protect);
                Probe(routes.MapEventDashboard("/events"), "/probe", protect);
            },
            environment);

    private static void Probe(RouteGroupBuilder group, string path, Action<IEndpointConventionBuilder>? protect)
    {
        foreach (var right in Enum.GetValues<EventRight>())
        {
            group.MapGet($"{path}/{right}", AnswerAsync).Needs(right);
            group.MapPost($"{path}/{right}", AnswerAsync).Needs(right);
        }

        group.MapGet(path + "/unnamed", AnswerAsync);
        protect?.Invoke(group);
    }

    private static Task AnswerAsync(HttpContext context) =>
        context.Response.WriteAsync(PayloadRight.IsGranted(context) ? RawBytes : "sees none");
}
