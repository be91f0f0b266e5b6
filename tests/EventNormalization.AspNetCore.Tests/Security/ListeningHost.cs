using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>A host that listens on a port of its own, with the limits that the page on security advises.</summary>
internal sealed class ListeningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private ListeningHost(WebApplication app, DirectoryInfo folder)
    {
        (_app, _folder) = (app, folder);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public string StorePath => PathOf(_folder);

    /// <summary>Starts a host over SQLite files in a folder of its own.</summary>
    public static async Task<ListeningHost> StartAsync(Action<EventNormalizationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("eventnorm-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(Limit);
        var events = builder.Services.AddEventNormalization().UseSqliteStore(PathOf(folder));
        configure?.Invoke(events);
        var app = builder.Build();
        app.MapEventApi("/v1");
        app.MapEventDashboard("/events");
        await app.StartAsync();
        return new ListeningHost(app, folder);
    }

    /// <summary>Sends bytes over a connection of its own, and returns all that comes back until its end.</summary>
    public async Task<string> ExchangeAsync(string request, TimeSpan patience)
    {
        using var cancel = new CancellationTokenSource(patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync(Address.Host, Address.Port, cancel.Token);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), cancel.Token);
        using var answer = new MemoryStream();
        await connection.GetStream().CopyToAsync(answer, cancel.Token);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>Stops like a host does on SIGTERM; the store's files stay until the end.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string PathOf(DirectoryInfo folder) => Path.Combine(folder.FullName, "events.db");

    // The seconds are fewer than advised, so that nobody waits for the tests.
    private static void Limit(KestrelServerOptions server)
    {
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(2);
        server.Limits.MaxConcurrentConnections = 20;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(2));
    }
}
