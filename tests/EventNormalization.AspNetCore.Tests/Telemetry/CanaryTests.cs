using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Telemetry;

public sealed class CanaryTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("throw-after=1 only=append")]
    [InlineData("throw-before=1")]
    [InlineData("throw-never=1")]
    [InlineData("partial=1")]
    public async Task Nothing_that_an_event_says_is_in_a_log_a_measurement_or_an_activity(string plan)
    {
        var told = new ConcurrentQueue<string>();
        using var meters = ListenToMeters(told);
        using var activities = ListenToActivities(told);
        var logs = new FakeLoggerProvider();
        await using var host = await TestHost.StartAsync(events =>
        {
            events.UseStores(_ => new EventStores
            {
                Events = new FailureInjectingEventStore(
                    new InMemoryEventStore(), FaultPlan.Parse(plan), TimeProvider.System),
                FailedEvents = new InMemoryFailedEventStore(),
            });
            events.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        });

        await Work.OnceAsync(host.Services);

        Assert.Contains(told, text => text.Contains("outcome=", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("eventnormalization.ingest", StringComparison.Ordinal));
        Assert.DoesNotContain(told.Concat(logs.Collector.GetSnapshot().Select(TextOf)), text =>
            text.Contains(Work.Canary, StringComparison.OrdinalIgnoreCase));
    }

    private static string TextOf(FakeLogRecord record) =>
        record.Message + record.Exception + string.Join(';', record.StructuredState ?? [])
        + string.Join(';', record.Scopes);

    private static MeterListener ListenToMeters(ConcurrentQueue<string> told)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == EventNormalizationTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Tell(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Tell(instrument, tags));
        listener.Start();
        return listener;

        void Tell(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            told.Enqueue(instrument.Name);
            foreach (var (name, value) in tags)
            {
                told.Enqueue($"{name}={value}");
            }
        }
    }

    private static ActivityListener ListenToActivities(ConcurrentQueue<string> told)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == EventNormalizationTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => told.Enqueue(
                activity.OperationName + activity.DisplayName + activity.StatusDescription
                + string.Join(';', activity.TagObjects) + string.Join(';', activity.Events)
                + string.Join(';', activity.Baggage)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
