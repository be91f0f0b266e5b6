using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Tests.Docs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Docs;

/// <summary>The examples of docs/security.md, compiled and run.</summary>
public sealed class SecurityPageTests
{
    private const string Source = "tests/EventNormalization.AspNetCore.Tests/Docs/SecurityPageTests.cs";

    [Fact]
    public void The_examples_of_the_page_are_those_that_are_compiled_here() => Assert.Equal(
        new[] { "rights", "access", "masking", "server" }.Select(name => CodeBlocks.OfSource(Source, name)),
        CodeBlocks.OfPage("docs/security.md", "csharp"));

    [Fact]
    public async Task The_host_of_the_page_starts_and_knows_its_callers()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        Security.HeaderAuthentication.Add(builder.Services);
        Limit(builder);
        await using var app = Compose(builder);
        await app.StartAsync();

        using var api = await app.GetTestClient().GetAsync(new Uri("/v1/statistics", UriKind.Relative));
        using var page = await app.GetTestClient().GetAsync(new Uri("/events/api/statistics", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (api.StatusCode, page.StatusCode));
    }

    private static WebApplication Compose(WebApplicationBuilder builder)
    {
        // begin rights
        var events = builder.Services.AddEventNormalization();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("operators", policy => policy.RequireRole("operator"))
            .AddPolicy("senders", policy => policy.RequireClaim("scope", "events"));
        Protect(events);

        var app = builder.Build();
        app.MapEventApi("/v1").RequireAuthorization("operators");    // a policy on the endpoints,
        app.MapEventDashboard("/events").AllowAnonymous();           // or open to everyone, which the log says
        // end rights
        return app;
    }

    // begin access
    private static void Protect(EventNormalizationBuilder events) => events.UseAccess(access =>
    {
        access.Ingest = "senders";
        access.Manage = "operators";
        access.Payloads = "operators";
        access.MaySend = (sender, client) => sender.HasClaim("client", client);
        access.CallerRequestsPerSecondMax = 200;
    });
    // end access

    [Fact]
    public void Masking_holds_for_ingestion_and_for_retries()
    {
        var services = new ServiceCollection();
        Mask(services.AddEventNormalization());
        using var provider = services.BuildServiceProvider();

        Assert.Equal(PayloadMasking.DropRefused, provider.GetRequiredService<RetryWorkerOptions>().Masking);
    }

    private static void Mask(EventNormalizationBuilder events)
    {
        Assert.NotNull(events);

        // begin masking
        events.UseMasking(PayloadMasking.DropRefused);
        // end masking
    }

    private static void Limit(WebApplicationBuilder builder)
    {
        // begin server
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(15);   // idle connections count against the next line
            server.Limits.MaxConcurrentConnections = 1_000;
            server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        });
        // end server
    }
}
