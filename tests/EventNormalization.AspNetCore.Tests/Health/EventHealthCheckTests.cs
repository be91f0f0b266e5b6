using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Composition;
using EventNormalization.Pipeline;
using EventNormalization.Simulation;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Health;

public sealed class EventHealthCheckTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(54));

    [Fact]
    public async Task A_host_where_every_delivery_is_counted_once_is_healthy_and_says_how_many_failed()
    {
        await using var host = await StartAsync();
        await IngestAsync(host, "nonsense");

        var entry = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, "Every delivery is counted once."), (entry.Status, entry.Description));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["received"] = 1L,
                ["conserved"] = true,
                ["failed_events"] = 1L,
                ["oldest_failed_seconds"] = 0L,
                ["simulation"] = false,
            },
            entry.Data);
    }

    [Fact]
    public async Task Too_many_failed_events_and_too_old_ones_degrade_it()
    {
        await using var host = await StartAsync(options =>
        {
            options.FailedEventsMax = 1;
            options.FailedAgeMax = TimeSpan.FromHours(1);
        });
        await IngestAsync(host, "nonsense");
        await IngestAsync(host, "more of it");
        _time.Advance(TimeSpan.FromHours(25));

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(
            "2 deliveries wait as failed events, more than 1. The oldest failed event has waited for 1.01:00:00, "
                + "more than 01:00:00.",
            entry.Description);
        Assert.Equal(90_000L, entry.Data["oldest_failed_seconds"]);
    }

    [Fact]
    public async Task A_simulation_is_shown_and_until_when()
    {
        await using var host = await StartAsync();
        host.Services.GetRequiredService<FaultSwitch>().Set(
            FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Append));

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("A simulation makes the stores fail until 2024-01-01T00:10:00Z.", entry.Description);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_unhealthy_and_only_the_log_has_its_path()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("secret-name.db");
        var logger = new FakeLoggerProvider();
        await using var host = await TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<ILoggerProvider>(logger);
            events.UseSqliteStore(path).Services.AddHealthChecks().AddEventNormalization();
        });
        await IngestAsync(host, """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""");
        await host.Services.GetRequiredService<StoreStack>().DisposeAsync();

        var entry = await CheckAsync(host);

        Assert.Equal(
            (HealthStatus.Unhealthy, "A store cannot be read; the host's log says why.", null),
            (entry.Status, entry.Description, entry.Exception));
        Assert.Empty(entry.Data);
        Assert.Contains(logger.Collector.GetSnapshot(), record => record.Id.Id == 130 && record.Exception is not null);
        Assert.True(File.Exists(path));
    }

    private Task<TestHost> StartAsync(Action<EventNormalizationOptions>? configure = null) =>
        TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<TimeProvider>(_time);
            events.Services.Configure(configure ?? (_ => { }));
            events.UseInMemoryStore().AllowSimulation();
            events.Services.AddHealthChecks().AddEventNormalization();
        });

    private static async Task IngestAsync(TestHost host, string text) =>
        await host.Services.GetRequiredService<EventPipeline>().IngestAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<HealthReportEntry> CheckAsync(TestHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["event_normalization"];
    }
}
