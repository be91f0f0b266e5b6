using System;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

internal static class Pipelines
{
    /// <summary>A pipeline that does not wait between its attempts, since the time of a test stands still.</summary>
    public static EventPipeline Impatient(IServiceProvider services, TimeProvider time) => new(
        services.GetRequiredService<EventIdentifier>(),
        services.GetRequiredService<IEventStore>(),
        services.GetRequiredService<IFailedEventQueue>(),
        new EventPipelineOptions { Time = time, RetryDelay = TimeSpan.Zero });
}
