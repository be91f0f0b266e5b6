using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace EventNormalization.AspNetCore.Tests;

/// <summary>A host in memory, as a user would compose it; Development, so that nothing is closed.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app) => _app = app;

    public HttpClient Client => field ??= _app.GetTestClient();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a host with the API at <c>/v1</c> and the page at <c>/events</c>.</summary>
    public static async Task<TestHost> StartAsync(
        Action<EventNormalizationBuilder>? configure = null,
        Action<IEndpointRouteBuilder>? map = null,
        string environment = "Development")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var events = builder.Services.AddEventNormalization();
        configure?.Invoke(events);
        var app = builder.Build();
        if (map is null)
        {
            app.MapEventApi("/v1");
            app.MapEventDashboard("/events");
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        return new TestHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
