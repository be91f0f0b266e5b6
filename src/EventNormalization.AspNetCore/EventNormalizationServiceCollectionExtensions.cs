using System;
using EventNormalization.Api;
using EventNormalization.Api.Streaming;
using EventNormalization.Dashboard;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventNormalization;

/// <summary>Registers the library in a host.</summary>
public static class EventNormalizationServiceCollectionExtensions
{
    /// <summary>
    /// Registers, as singletons: <see cref="EventIdentifier"/>, <see cref="IEventStore"/>, <see cref="IEventReader"/>,
    /// <see cref="IFailedEventQueue"/>, <see cref="IFailedEventStore"/>, <see cref="EventPipeline"/> and
    /// <see cref="RetryWorker"/>. Without a store of its own, it keeps events in memory.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The builder.</returns>
    public static EventNormalizationBuilder AddEventNormalization(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, DashboardMatcherPolicy>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(EventSchema.Default);
        services.TryAddSingleton(provider => new EventIdentifier(provider.GetRequiredService<EventSchema>()));
        services.TryAddSingleton<IEventStore>(_ => new InMemoryEventStore());
        services.TryAddSingleton<IFailedEventQueue>(_ => new InMemoryFailedEventStore());
        services.TryAddSingleton<IEventReader>(provider => provider.GetRequiredService<IEventStore>());
        services.TryAddSingleton<IFailedEventStore>(provider => provider.GetRequiredService<IFailedEventQueue>());
        services.TryAddSingleton(provider => new EventPipeline(
            provider.GetRequiredService<EventIdentifier>(),
            provider.GetRequiredService<IEventStore>(),
            provider.GetRequiredService<IFailedEventStore>(),
            new EventPipelineOptions { Time = provider.GetRequiredService<TimeProvider>() }));
        services.TryAddSingleton(provider => new RetryWorker(
            provider.GetRequiredService<EventIdentifier>(),
            provider.GetRequiredService<IEventStore>(),
            provider.GetRequiredService<IFailedEventQueue>(),
            new RetryWorkerOptions { Time = provider.GetRequiredService<TimeProvider>() }));
        services.TryAddSingleton<OutcomeFeed>();
        services.TryAddSingleton<FeedPump>();
        services.AddMetrics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, FailedBacklog>());
        FailedActionEndpoints.AddServices(services);
        return new EventNormalizationBuilder(services);
    }
}
