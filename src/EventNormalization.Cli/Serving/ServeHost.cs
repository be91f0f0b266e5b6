using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Commands;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace EventNormalization.Cli.Serving;

/// <summary>A web host over the stores of the tool, for as long as a command runs.</summary>
internal static class ServeHost
{
    /// <summary>Serves until it is cancelled; returns the exit code.</summary>
    /// <exception cref="UsageException">An option makes no sense.</exception>
    /// <exception cref="ToolException">An address or the key file cannot be used.</exception>
    public static async Task<int> RunAsync(
        ServePlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        plan.RequireGuard();
        var keys = plan.KeyFile is { } file ? ApiKeys.Load(file) : null;
        var schemas = plan.Schema is null && !OpenStores.IsMemory(plan.Store) && File.Exists(plan.Store)
            ? OpenStores.ReadSchemas(plan.Store)
            : Schemas.Load(plan.Schema);
        using var stores = OpenStores.Open(plan.Store, schemas, RulesChange.Refuse);
        var app = Build(plan, new Parts(stores, schemas, keys, environment.Time));
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, plan, cancellationToken).ConfigureAwait(false);
            await TellAsync(app, plan, environment).ConfigureAwait(false);
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }

        await environment.Error.WriteLineAsync("eventnorm: stopped; what was acknowledged is stored")
            .ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static WebApplication Build(ServePlan plan, Parts parts)
    {
        // Its own folder is small; the one that it was started in may be the root of a disk, and would be watched
        // whole.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "eventnorm",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls([.. plan.Addresses.Select(address => address.ToString())]);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        ConfigureLog(builder.Logging);
        Register(builder.Services, plan, parts);
        var app = builder.Build();
        if (plan.IsLocal && parts.Keys is null)
        {
            app.UseHostFiltering();
        }

        Guard(app.MapEventApi("/v1"), parts.Keys);
        Guard(app.MapEventDashboard("/events"), parts.Keys);
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapGet("/", static context =>
        {
            context.Response.Redirect("/events/");
            return Task.CompletedTask;
        }).AllowAnonymous();
        return app;
    }

    private static void Register(IServiceCollection services, ServePlan plan, Parts parts)
    {
        services.AddSingleton<IHostLifetime, ToolLifetime>();
        services.AddSingleton(parts.Time);
        var events = services.AddEventNormalization()
            .UseSchema(parts.Schemas)
            .UseStores(_ => parts.Stores.ToEventStores(plan.Store))
            .AddRetries()
            .UseAccess(access => access.Payloads = EventAccessOptions.Anyone);
        if (plan.MaySimulate)
        {
            events.AllowSimulation();
        }

        services.AddHealthChecks().AddEventNormalization();
        if (parts.Keys is { } keys)
        {
            services.AddSingleton(keys);
            services.AddAuthentication(ApiKeyHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            services.AddAuthorization();
        }
        else if (plan.IsLocal)
        {
            // A page of somebody else's, whose name was made to lead here, would be let in as this machine.
            services.AddHostFiltering(options => options.AllowedHosts =
                [.. plan.Addresses.Select(address => address.Host), "localhost", "127.0.0.1", "[::1]"]);
        }
    }

    private static void Guard(IEndpointConventionBuilder endpoints, ApiKeys? keys)
    {
        if (keys is null)
        {
            endpoints.AllowAnonymous();
        }
        else
        {
            endpoints.RequireAuthorization();
        }
    }

    private static void ConfigureLog(ILoggingBuilder log)
    {
        log.ClearProviders();
        log.AddSimpleConsole(options => options.SingleLine = true);
        log.Services.Configure<ConsoleLoggerOptions>(
            options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        log.SetMinimumLevel(LogLevel.Warning);

        // Why it did not start is the command's own message, in a line.
        log.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        log.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.None);

        // That it is open to everyone is the command's own message, too.
        log.AddFilter("EventNormalization.Access", LogLevel.Error);
    }

    private static async Task StartAsync(WebApplication app, ServePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new ToolException(
                $"{ListenAddress.OptionName} {string.Join(';', plan.Addresses)}: {exception.Message}", exception);
        }
    }

    private static async Task TellAsync(WebApplication app, ServePlan plan, ToolEnvironment environment)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        await ResultText.WriteAsync(environment.Output, string.Concat(bound.Select(address =>
            $"{address}/events  the page\n{address}/v1  the API\n"))).ConfigureAwait(false);
        await environment.Output.FlushAsync().ConfigureAwait(false);
        foreach (var note in Notes(plan))
        {
            await environment.Error.WriteLineAsync("eventnorm: " + note).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Notes(ServePlan plan)
    {
        if (plan.KeyFile is null)
        {
            yield return plan.IsLocal
                ? "no key is asked for: anyone on this machine may read and write"
                : "no key is asked for: anyone who reaches it may read and write";
        }

        if (plan.MaySimulate)
        {
            yield return "failures can be simulated: whoever may use the page can make the stores fail";
        }

        if (OpenStores.IsMemory(plan.Store))
        {
            yield return "the store is in memory: it ends with this command";
        }

        yield return "Ctrl-C ends it";
    }

    /// <summary>What the host is made of.</summary>
    private sealed record Parts(OpenStores Stores, SchemaSet Schemas, ApiKeys? Keys, TimeProvider Time);
}
