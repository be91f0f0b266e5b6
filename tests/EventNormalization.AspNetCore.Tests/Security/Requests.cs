using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using EventNormalization.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>One request for each endpoint that a host has.</summary>
internal static class Requests
{
    private const string Event = """{"source":"shop","metric":"sales","amount":12.5,"ts":1705314600}""";

    /// <summary>The endpoints of a host, with every method that each answers.</summary>
    public static IReadOnlyList<Target> TargetsOf(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Target(
               new HttpMethod(method),
               PathOf(endpoint.RoutePattern.RawText!),
               endpoint.Metadata.GetMetadata<NeededRight>()?.Right ?? EventRight.Read),
    ];

    /// <summary>Sends a request that the endpoint may refuse for what it says, but not for its form.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, Target target, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(target.Method, target.Path);
        if (target.Method != HttpMethod.Get && target.Method != HttpMethod.Head)
        {
            request.Content = new StringContent(Event);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        prepare?.Invoke(request);

        // Headers are enough: a stream of Server-Sent Events never ends by itself.
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string PathOf(string pattern)
    {
        var segments = pattern.Split('/').Select(segment =>
            segment.StartsWith('{') ? (segment.Contains("hash", StringComparison.Ordinal) ? new string('0', 64) : "x")
            : segment);
        var path = string.Join('/', segments);
        return path.StartsWith('/') ? path : "/" + path;
    }

    /// <summary>An endpoint, and the right that it needs.</summary>
    internal sealed record Target(HttpMethod Method, string Path, EventRight Right);
}
