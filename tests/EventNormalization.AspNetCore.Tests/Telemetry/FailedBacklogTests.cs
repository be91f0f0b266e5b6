using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Telemetry;

public sealed class FailedBacklogTests
{
    [Fact]
    public async Task Failed_events_are_measured_by_state_while_somebody_listens()
    {
        var time = new FakeTimeProvider();
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var failed = new Storage.InMemoryFailedEventStore();
        var pipeline = new Pipeline.EventPipeline(
            new Identity.EventIdentifier(Normalization.EventSchema.Default), new Storage.InMemoryEventStore(), failed);
        await pipeline.IngestAsync("{}"u8.ToArray());
        await pipeline.IngestAsync("{}"u8.ToArray());
        var factory = meters.GetRequiredService<IMeterFactory>();
        using var backlog = new FailedBacklog(failed, factory, time, NullLogger<FailedBacklog>.Instance);
        using var collector = new MetricCollector<long>(
            factory, EventNormalizationTelemetry.MeterName, FailedBacklog.InstrumentName);
        await backlog.StartAsync(default);

        collector.RecordObservableInstruments();

        Assert.Equal(
            [("conflict", 0), ("parked", 0), ("pending", 0), ("rejected", 2), ("retrying", 0)],
            collector.GetMeasurementSnapshot().Select(one => ((string)one.Tags["state"]!, one.Value)).Order());
        await backlog.StopAsync(default);
    }

    [Fact]
    public async Task While_nobody_listens_the_store_is_not_asked()
    {
        var time = new FakeTimeProvider();
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var plan = Storage.FaultPlan.Always(Storage.FaultKind.ThrowBefore);
        var failed = new Storage.FailureInjectingFailedEventStore(new Storage.InMemoryFailedEventStore(), plan, time);
        using var backlog = new FailedBacklog(
            failed, meters.GetRequiredService<IMeterFactory>(), time, NullLogger<FailedBacklog>.Instance);

        await backlog.StartAsync(default);
        time.Advance(FailedBacklog.Period);
        await backlog.StopAsync(default);

        Assert.Equal(0, failed.InjectedCount);
    }
}
