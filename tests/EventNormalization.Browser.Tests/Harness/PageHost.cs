using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>A host as a user composes it, on a free port, with failures to simulate.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageHost(WebApplication app) => _app = app;

    /// <summary>The address of the page.</summary>
    public string Address { get; private set; } = "";

    public static async Task<PageHost> StartAsync(EventDashboardOptions? options = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddEventNormalization().AllowSimulation();
        var app = builder.Build();
        app.MapEventDashboard("/events", options);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new PageHost(app) { Address = addresses.Single() + "/events/" };
    }

    /// <summary>Stores events without the page.</summary>
    public async Task IngestAsync(params string[] events)
    {
        var pipeline = _app.Services.GetRequiredService<EventPipeline>();
        foreach (var one in events)
        {
            await pipeline.IngestAsync(Encoding.UTF8.GetBytes(one));
        }
    }

    /// <summary>Sends events one by one to where the page sends them: who watches is told of each.</summary>
    public async Task PostAsync(params string[] events)
    {
        using var client = new HttpClient();
        foreach (var one in events)
        {
            using var content = new StringContent(one, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri(Address + "api/events"), content);
            answer.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
