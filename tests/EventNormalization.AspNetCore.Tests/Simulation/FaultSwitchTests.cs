using System;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Simulation;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Simulation;

public sealed class FaultSwitchTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task A_plan_makes_the_stores_of_the_host_fail_and_ends_after_ten_minutes_by_itself()
    {
        await using var host = await StartAsync();
        var faults = host.Services.GetRequiredService<FaultSwitch>();
        var plan = FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Append);

        faults.Set(plan);
        var during = await IngestAsync(host, "a");
        Assert.Equal((IngestOutcome.Deferred, plan), (during, faults.Plan));
        Assert.True(faults.InjectedCount > 0);
        Assert.InRange(
            (faults.Until!.Value - _time.GetUtcNow().ToInstant()).TotalMinutes, 9.9, 10);

        _time.Advance(TimeSpan.FromMinutes(10));
        var after = await IngestAsync(host, "b");
        Assert.Equal((IngestOutcome.Accepted, FaultPlan.None), (after, faults.Plan));
        Assert.Null(faults.Until);
        Assert.True(faults.IsOff);
    }

    [Fact]
    public async Task An_empty_plan_ends_a_simulation_at_once()
    {
        await using var host = await StartAsync();
        var faults = host.Services.GetRequiredService<FaultSwitch>();
        faults.Set(FaultPlan.Always(FaultKind.ThrowBefore), FaultPlan.Always(FaultKind.ThrowBefore));
        Assert.Equal(FaultPlan.Always(FaultKind.ThrowBefore), faults.FailedPlan);

        faults.Set(FaultPlan.None);

        Assert.True(faults.IsOff);
        Assert.Equal(IngestOutcome.Accepted, await IngestAsync(host, "a"));
    }

    [Fact]
    public async Task Nothing_can_make_the_stores_fail_where_the_host_did_not_allow_it()
    {
        await using var host = await TestHost.StartAsync(events => events.UseInMemoryStore());

        Assert.Null(host.Services.GetService<FaultSwitch>());
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(events =>
    {
        events.Services.AddSingleton<TimeProvider>(_time);
        events.UseInMemoryStore().AllowSimulation();
    });

    private static async Task<IngestOutcome> IngestAsync(TestHost host, string metric)
    {
        var pipeline = new EventPipeline(
            host.Services.GetRequiredService<EventIdentifier>(),
            host.Services.GetRequiredService<IEventStore>(),
            host.Services.GetRequiredService<IFailedEventStore>(),
            new EventPipelineOptions { AppendAttemptsMax = 1 });
        var text = $$"""{"client":"a","metric":"{{metric}}","amount":1,"date":"2024-01-15"}""";
        return (await pipeline.IngestAsync(Encoding.UTF8.GetBytes(text))).Outcome;
    }
}
