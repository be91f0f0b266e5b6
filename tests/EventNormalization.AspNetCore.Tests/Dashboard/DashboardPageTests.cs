using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EventNormalization.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Dashboard;

public sealed class DashboardPageTests
{
    [Fact]
    public async Task The_page_is_at_the_path_with_a_slash_and_names_its_files_relative_to_it()
    {
        await using var host = await TestHost.StartAsync();

        var document = await host.Client.GetStringAsync("/events/");

        var named = Regex.Matches(document, "(?:src|href)=\"([^\"#]+)\"").Select(match => match.Groups[1].Value)
            .ToList();
        var folder = $"assets/{DashboardAssets.Version}/";
        Assert.Equal(
            [folder + "icon.svg", folder + "app.css", folder + "js/theme.js", folder + "js/main.js"], named);
        foreach (var address in named)
        {
            using var response = await host.Client.GetAsync("/events/" + address);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/events", "/events/")]
    [InlineData("/events?view=failed&client=a%20b", "/events/?view=failed&client=a%20b")]
    public async Task Without_the_slash_one_is_sent_on_to_it(string address, string expected)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Under_a_path_base_and_in_a_group_one_is_sent_on_to_the_whole_path()
    {
        await using var host = await TestHost.StartAsync(map: endpoints =>
        {
            ((WebApplication)endpoints).UsePathBase("/base");
            ((WebApplication)endpoints).UseRouting();
            endpoints.MapGroup("/admin").MapEventDashboard("/seen");
        });

        using var response = await host.Client.GetAsync("/base/admin/seen");
        using var page = await host.Client.GetAsync("/base/admin/seen/");
        using var script = await host.Client.GetAsync($"/base/admin/seen/assets/{DashboardAssets.Version}/js/main.js");

        Assert.Equal("/base/admin/seen/", response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_run_or_framed_but_the_pages_own_files()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Client.GetAsync("/events/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        var document = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style=", document, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)", document);
        Assert.DoesNotMatch(" on[a-z]+=", document);
    }

    [Fact]
    public async Task A_file_of_this_version_is_kept_for_ever_and_one_of_another_version_is_not()
    {
        await using var host = await TestHost.StartAsync();

        using var current = await host.Client.GetAsync($"/events/assets/{DashboardAssets.Version}/app.css");
        using var other = await host.Client.GetAsync("/events/assets/000000000000/app.css");
        using var document = await host.Client.GetAsync("/events/");

        Assert.Equal("max-age=31536000, private, immutable", Caching(current));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal("no-cache", Caching(other));
        Assert.Equal("no-cache", Caching(document));
    }

    [Fact]
    public async Task What_the_browser_has_already_is_not_sent_again()
    {
        await using var host = await TestHost.StartAsync();
        using var first = await host.Client.GetAsync("/events/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/events/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var response = await host.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task Where_the_browser_takes_gzip_it_gets_the_same_file_in_it()
    {
        await using var host = await TestHost.StartAsync();
        var address = $"/events/assets/{DashboardAssets.Version}/js/table.js";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await host.Client.SendAsync(request);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var stream = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Assert.Equal(await host.Client.GetStringAsync(address), await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("js/nothing.js")]
    [InlineData("..%2f..%2fappsettings.json")]
    [InlineData("")]
    public async Task What_is_no_file_of_the_page_is_not_found(string path)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Client.GetAsync($"/events/assets/{DashboardAssets.Version}/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        await using var host = await TestHost.StartAsync();

        var document = await host.Client.GetByteArrayAsync("/events/");
        using var response = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/events/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(document.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Its_title_is_text_whatever_it_holds()
    {
        await using var host = await TestHost.StartAsync(map: endpoints => endpoints.MapEventDashboard(
            "/events", new EventDashboardOptions { Title = "<script>alert('x')</script>\"", PageSize = 25 }));

        var document = await host.Client.GetStringAsync("/events/");

        Assert.DoesNotContain("<script>alert", document, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", document, StringComparison.Ordinal);
        Assert.Contains("data-page-size=\"25\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_for_reading_alone_refuses_every_change_and_still_explains()
    {
        await using var host = await TestHost.StartAsync(map: endpoints =>
        {
            endpoints.MapEventApi("/v1");
            endpoints.MapEventDashboard("/events", new EventDashboardOptions { ReadOnly = true });
        });

        var refused = await ChangingAsync(host);
        using var explained = await PostAsync(host, "/events/api/explain");
        using var elsewhere = await PostAsync(host, "/v1/events");

        Assert.Contains("/events/api/events", refused.Select(one => one.Address));
        Assert.Contains("/events/api/failed/retry", refused.Select(one => one.Address));
        Assert.Contains("/events/api/simulation", refused.Select(one => one.Address));
        Assert.All(refused, one => Assert.Equal((one.Address, HttpStatusCode.Forbidden), one));
        Assert.Equal(HttpStatusCode.OK, explained.StatusCode);
        Assert.Equal(HttpStatusCode.Created, elsewhere.StatusCode);
    }

    [Fact]
    public async Task The_hosts_own_description_does_not_name_the_page()
    {
        await using var host = await TestHost.StartAsync();

        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/events", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(
            endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()));
    }

    [Fact]
    public async Task A_route_of_the_host_at_the_same_path_stays_the_hosts_and_the_page_is_behind_the_slash()
    {
        await using var host = await TestHost.StartAsync(map: endpoints =>
        {
            endpoints.MapGet("/events", () => "the host's own");
            endpoints.MapGet("/events/{id}", (string id) => "the host's " + id);
            endpoints.MapGet("/{**rest}", () => "the host's rest");
            endpoints.MapEventDashboard("/events");
        });

        Assert.Equal("the host's own", await host.Client.GetStringAsync("/events"));
        Assert.Equal("the host's 17", await host.Client.GetStringAsync("/events/17"));
        Assert.Equal("the host's rest", await host.Client.GetStringAsync("/other/place"));
        Assert.StartsWith("<!doctype html>", await host.Client.GetStringAsync("/events/"), StringComparison.Ordinal);
    }

    private static string Caching(HttpResponseMessage response) => response.Headers.CacheControl!.ToString();

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string address)
    {
        using var content = new StringContent(
            """{"client":"acme","metric":"sales","amount":1,"ts":1772445600}""", Encoding.UTF8, "application/json");
        return await host.Client.PostAsync(address, content);
    }

    /// <summary>Calls every endpoint of the page that does more than read, with one method each.</summary>
    private static async Task<List<(string Address, HttpStatusCode Status)>> ChangingAsync(TestHost host)
    {
        var results = new List<(string Address, HttpStatusCode Status)>();
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
                .FirstOrDefault(name => name is "POST" or "PUT" or "DELETE");
            var address = Regex.Replace(endpoint.RoutePattern.RawText!, "\\{[^}]+\\}", new string('0', 64));
            if (method is null || !address.StartsWith("/events", StringComparison.Ordinal)
                || address.EndsWith("/explain", StringComparison.Ordinal))
            {
                continue;
            }

            using var request = new HttpRequestMessage(new HttpMethod(method), address)
            {
                Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            };
            using var response = await host.Client.SendAsync(request);
            results.Add((address, response.StatusCode));
        }

        return results;
    }
}
