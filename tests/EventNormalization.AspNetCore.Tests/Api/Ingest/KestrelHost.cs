using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>A host behind the real server, on a free port of this machine.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<KestrelHost> StartAsync(ApiLimits? limits = null, long? serverBodyBytesMax = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = serverBodyBytesMax ?? server.Limits.MaxRequestBodySize;
        });
        builder.Services.AddSingleton(limits ?? ApiLimits.Default);
        builder.Services.AddEventNormalization();
        var app = builder.Build();
        app.MapEventApi("/v1");
        await app.StartAsync();
        return new KestrelHost(app);
    }

    /// <summary>Opens a connection that is read and written by hand.</summary>
    public Task<RawConnection> ConnectAsync() => RawConnection.OpenAsync(Address.Port);

    public async Task<long> ReceivedAsync()
    {
        var conservation = await Conservation.ReadAsync(
            _app.Services.GetRequiredService<IEventReader>(), _app.Services.GetRequiredService<IFailedEventStore>());
        Xunit.Assert.True(conservation.Holds, conservation.ToString());
        return conservation.ReceivedCount;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
