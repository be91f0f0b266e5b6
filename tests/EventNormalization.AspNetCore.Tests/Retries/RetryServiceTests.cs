using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Retries;
using EventNormalization.Simulation;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Retries;

public sealed class RetryServiceTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private static readonly RetryWorkerOptions Soon = new()
    {
        Backoff = new RetryBackoff { First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(5) },
    };

    [Fact]
    public async Task What_was_deferred_is_stored_once_the_store_works_again()
    {
        await using var host = await TestHost.StartAsync(events =>
            events.UseInMemoryStore().AllowSimulation().AddRetries(Soon));
        var faults = host.Services.GetRequiredService<FaultSwitch>();
        faults.Set(FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Append));
        var result = await IngestAsync(host);
        Assert.Equal(IngestOutcome.Deferred, result.Outcome);

        faults.Set(FaultPlan.None);

        var conservation = await WaitAsync(host, found => found.Failed.Settled == 1);
        Assert.Equal((1, 0), (conservation.ReceivedCount, conservation.UnderWayCount));
        Assert.True(conservation.Holds);
    }

    [Fact]
    public async Task A_host_that_stops_lets_a_batch_end_and_begins_no_other()
    {
        await using var events = new InMemoryEventStore();
        var failed = new InMemoryFailedEventStore();
        var release = new TaskCompletionSource();
        var gate = new AppendGate { Release = release.Task };
        var store = gate.Around(events);
        var identifier = new EventIdentifier(EventSchema.Default);
        var pipeline = new EventPipeline(identifier, store, failed, new EventPipelineOptions { AppendAttemptsMax = 1 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(IngestOutcome.Deferred, (await IngestAsync(pipeline, i)).Outcome);
        }

        gate.Fails = false;
        var worker = new RetryWorker(identifier, store, failed, Soon with { BatchSize = 1 });
        using var service = new RetryService(worker, new RetryState(), NullLogger<RetryWorker>.Instance);
        await service.StartAsync(CancellationToken.None);
        await gate.Entered.Task.WaitAsync(Bound);

        var stopping = service.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping.WaitAsync(Bound);

        var conservation = await Conservation.ReadAsync(events, failed);
        Assert.True(conservation.Holds);
        Assert.Equal((1, 0, 2), (
            conservation.Failed.Settled, conservation.UnderWayCount, conservation.Failed.Pending));
    }

    [Fact]
    public async Task A_host_that_does_not_wait_leaves_a_lease_that_ends_by_itself()
    {
        await using var events = new InMemoryEventStore();
        var failed = new InMemoryFailedEventStore();
        var gate = new AppendGate { Release = new TaskCompletionSource().Task };
        var store = gate.Around(events);
        var identifier = new EventIdentifier(EventSchema.Default);
        await IngestAsync(
            new EventPipeline(identifier, store, failed, new EventPipelineOptions { AppendAttemptsMax = 1 }), 0);
        gate.Fails = false;
        var logger = new FakeLogger<RetryWorker>();
        var worker = new RetryWorker(identifier, store, failed, Soon);
        using var service = new RetryService(worker, new RetryState(), logger);
        await service.StartAsync(CancellationToken.None);
        await gate.Entered.Task.WaitAsync(Bound);

        await service.StopAsync(new CancellationToken(canceled: true));

        await WaitAsync(() => logger.Collector.GetSnapshot().FirstOrDefault(record => record.Id.Id == 122));
        Assert.True((await Conservation.ReadAsync(events, failed)).Holds);
    }

    [Fact]
    public async Task Damage_ends_the_retries_but_not_the_host_and_its_health_says_so()
    {
        var logger = new FakeLoggerProvider();
        var gate = new AppendGate { Release = Task.FromException(new StoreCorruptedException("A row is damaged.")) };
        var store = gate.Around(new InMemoryEventStore());
        await using var host = await TestHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<ILoggerProvider>(logger);
            builder.UseStores(_ => new EventStores { Events = store, FailedEvents = new InMemoryFailedEventStore() });
            builder.AddRetries(Soon).Services.AddHealthChecks().AddEventNormalization();
        });
        await IngestAsync(host);

        gate.Fails = false;

        var told = await WaitAsync(() => logger.Collector.GetSnapshot().FirstOrDefault(record => record.Id.Id == 123));

        Assert.IsType<StoreCorruptedException>(told.Exception);
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(
            "Failed events are no longer retried.",
            health.Entries[EventNormalizationHealthChecksBuilderExtensions.CheckName].Description!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_that_fails_is_told_to_the_log_with_its_exception()
    {
        var logger = new FakeLoggerProvider();
        await using var host = await TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<ILoggerProvider>(logger);
            events.UseInMemoryStore().AllowSimulation().AddRetries(Soon);
        });
        host.Services.GetRequiredService<FaultSwitch>().Set(
            FaultPlan.None, FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Query, StoreOperation.Lease));

        var told = await WaitAsync(() => logger.Collector.GetSnapshot().FirstOrDefault(record => record.Id.Id == 124));

        Assert.Equal(LogLevel.Error, told.Level);
        Assert.NotNull(told.Exception);
    }

    private static Task<IngestResult> IngestAsync(TestHost host) =>
        IngestAsync(host.Services.GetRequiredService<EventPipeline>(), 0);

    private static Task<IngestResult> IngestAsync(EventPipeline pipeline, int number) =>
        pipeline.IngestAsync(Encoding.UTF8.GetBytes(
            $$"""{"client":"a","metric":"m{{number}}","amount":1,"date":"2024-01-15"}""")).AsTask();

    private static Task<Conservation> WaitAsync(TestHost host, Func<Conservation, bool> condition) =>
        WaitAsync(async () =>
        {
            var found = await Conservation.ReadAsync(
                host.Services.GetRequiredService<IEventReader>(),
                host.Services.GetRequiredService<IFailedEventStore>());
            return condition(found) ? found : null;
        });

    private static Task<T> WaitAsync<T>(Func<T?> find)
        where T : class => WaitAsync(() => Task.FromResult(find()));

    private static async Task<T> WaitAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        for (var end = Environment.TickCount64 + (long)Bound.TotalMilliseconds; Environment.TickCount64 < end;)
        {
            if (await find() is { } found)
            {
                return found;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("It did not come to pass.");
    }
}
