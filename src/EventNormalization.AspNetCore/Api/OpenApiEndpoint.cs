using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Gives the description of the API (OpenAPI 3.1).</summary>
internal static class OpenApiEndpoint
{
    // A host's own description under the same path comes first.
    private const int Order = 1_000;

    private const string Resource = "openapi.json";

    /// <summary>Maps <c>/openapi/v1.json</c> for the API at <c>/v1</c>, beside it.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, string prefix)
    {
        var name = prefix.Trim('/');
        var path = name.Length == 0 ? "/openapi.json" : $"/openapi/{name}.json";
        RequestDelegate answer = context => AnswerAsync(context, path, name);
        endpoints.MapGet(path, answer).WithOrder(Order).Needs(EventRight.Read);
    }

    private static Task AnswerAsync(HttpContext context, string path, string name)
    {
        var outer = context.Request.PathBase + context.Request.Path.Value![..^path.Length];
        var document = ReadResource();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = $"{outer}/{name}" });
        return JsonResponse.WriteAsync(
            context, StatusCodes.Status200OK, document, static (json, node) => node.WriteTo(json));
    }

    private static JsonNode ReadResource()
    {
        using var stream = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The assembly lacks its description of the API.");
        return JsonNode.Parse(stream)!;
    }
}
