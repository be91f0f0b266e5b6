using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>The description of the API says what there is, and nothing else.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_endpoint_is_described_and_nothing_else()
    {
        await using var host = await ReadHost.InMemoryAsync();
        var document = JsonNode.Parse(await host.BodyAsync("/openapi/v1.json"))!;

        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(one => $"{one.Key.ToUpperInvariant()} {path.Key}"));
        var mapped = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .SelectMany(one => one.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {one.RoutePattern.RawText![3..]}"));

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/openapi/v1.json", "/v1")]
    [InlineData("/events/openapi/api.json", "/events/api")]
    public async Task The_description_names_the_address_that_it_is_of(string path, string server)
    {
        await using var host = await ReadHost.InMemoryAsync();

        var document = JsonNode.Parse(await host.BodyAsync(path))!;

        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
        Assert.Equal(server, document["servers"]![0]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_operation_says_what_goes_wrong()
    {
        await using var host = await ReadHost.InMemoryAsync();
        using var document = JsonDocument.Parse(await host.BodyAsync("/openapi/v1.json"));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        Assert.All(References(document.RootElement), reference => Assert.True(
            schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference));
        var ids = new List<string>();
        foreach (var operation in document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(one => one.Value))
        {
            ids.Add(operation.GetProperty("operationId").GetString()!);
            Assert.True(operation.GetProperty("responses").TryGetProperty("403", out _), ids[^1]);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_parameter_that_an_endpoint_reads_is_described()
    {
        await using var host = await ReadHost.InMemoryAsync();
        var paths = JsonNode.Parse(await host.BodyAsync("/openapi/v1.json"))!["paths"]!;

        foreach (var path in new[] { "/events", "/failed", "/failed/groups", "/aggregates", "/statistics" })
        {
            var (_, body) = await host.GetAsync($"/v1{path}?unknown=1");
            var known = JsonNode.Parse(body)!["errors"]![0]!["known"]!.AsArray()
                .Select(name => name!.GetValue<string>());
            var described = paths[path]!["get"]!["parameters"]!.AsArray()
                .Select(one => one!["name"]!.GetValue<string>());
            Assert.Equal(known.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_example_is_one_that_the_page_on_HTTP_shows()
    {
        await using var host = await ReadHost.InMemoryAsync();
        var paths = JsonNode.Parse(await host.BodyAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var shown = HttpGuide.Read().Select(example => BodyOf(example.Answer)).ToList();

        var count = 0;
        foreach (var content in paths.SelectMany(path => path.Value!.AsObject())
            .SelectMany(one => one.Value!["responses"]!.AsObject())
            .SelectMany(one => one.Value!["content"]?.AsObject() ?? []))
        {
            foreach (var example in content.Value!["examples"]?.AsObject() ?? [])
            {
                count++;
                var value = example.Value!["value"]!;
                Assert.Contains(shown, text => value.GetValueKind() == JsonValueKind.String
                    ? text == value.GetValue<string>().TrimEnd('\n')
                    : text.StartsWith('{') && JsonNode.DeepEquals(JsonNode.Parse(text), value));
            }
        }

        Assert.True(count >= 10, $"The description has only {count} examples.");
    }

    private static string BodyOf(string answer) =>
        answer[(answer.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
