using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Benchmarks.Hosting;

/// <summary>A server in a process of its own, which ends when its input does.</summary>
internal sealed class LoadServer : IDisposable
{
    /// <summary>The command of the other process.</summary>
    public const string Command = "host-load-server";

    private readonly Process _process;

    private LoadServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>The most memory that it had so far, in mebibytes.</summary>
    public double MemoryMax
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>Starts one; <c>bare</c> or <c>library</c>.</summary>
    public static async Task<LoadServer> StartAsync(string kind, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoadServer).Assembly.Location);
        }

        foreach (var argument in new[] { Command, kind, path })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync();
        return new LoadServer(process, new Uri(address!).Port);
    }

    /// <summary>Ends it, and waits until its stores are closed.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>What the other process does.</summary>
    public static async Task<int> RunAsync(string kind, string path)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (kind == "library")
        {
            builder.Services.AddEventNormalization(options => options.Store = path).AddRetries();
        }

        await using var app = builder.Build();
        if (kind == "library")
        {
            app.MapEventApi("/v1");
        }
        else
        {
            BareApi.Map(app, path);
        }

        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync(CancellationToken.None);
        await app.StopAsync();
        return 0;
    }
}
