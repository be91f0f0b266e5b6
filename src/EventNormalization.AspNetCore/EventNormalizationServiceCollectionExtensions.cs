using System;
using EventNormalization.Api;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Composition;
using EventNormalization.Dashboard;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Retries;
using EventNormalization.Simulation;
using EventNormalization.Storage;
using EventNormalization.Telemetry;
using EventNormalization.Totals;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventNormalization;

/// <summary>Registers the library in a host.</summary>
public static class EventNormalizationServiceCollectionExtensions
{
    /// <summary>
    /// Registers, as singletons: <see cref="EventIdentifier"/>, <see cref="IEventStore"/>, <see cref="IEventReader"/>,
    /// <see cref="IFailedEventQueue"/>, <see cref="IFailedEventStore"/>, <see cref="EventPipeline"/> and
    /// <see cref="RetryWorker"/>. Without a store of its own, it keeps events in memory, and the log says so.
    /// </summary>
    /// <remarks>
    /// The host makes, shares and disposes them. When it starts, it checks the options and the schema and opens the
    /// stores, and does not start if something is wrong: every fault is in the message.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <returns>A builder for the schema, the stores, retries and more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static EventNormalizationBuilder AddEventNormalization(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EventNormalizationOptions>().ValidateOnStart();
        AddRules(services);
        AddStores(services);
        AddWork(services);
        AddWatching(services);
        return new EventNormalizationBuilder(services);
    }

    /// <summary>As without options, with some set by code.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options, when the host starts.</param>
    /// <returns>A builder for the schema, the stores, retries and more.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="services"/> or <paramref name="configure"/> is null.
    /// </exception>
    public static EventNormalizationBuilder AddEventNormalization(
        this IServiceCollection services, Action<EventNormalizationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        return services.AddEventNormalization();
    }

    /// <summary>As without options, with some set by a section of the configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">
    /// Such as <c>builder.Configuration.GetSection("EventNormalization")</c>; its settings are the members of
    /// <see cref="EventNormalizationOptions"/>. It is read once, when the host starts.
    /// </param>
    /// <returns>A builder for the schema, the stores, retries and more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="section"/> is the whole configuration, or null.</exception>
    public static EventNormalizationBuilder AddEventNormalization(
        this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (section is not IConfigurationSection own)
        {
            throw new ArgumentException(
                "Found a whole configuration, expected a section of it, such as "
                + "configuration.GetSection(\"EventNormalization\").",
                nameof(section));
        }

        services.AddSingleton<IConfigureOptions<EventNormalizationOptions>>(new ConfiguredOptions(own));
        return services.AddEventNormalization();
    }

    private static void AddRules(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new HostFolder(provider.GetService<IHostEnvironment>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EventNormalizationOptions>, OptionsCheck>(
            provider => new OptionsCheck(
                [.. provider.GetServices<AddedParser>()],
                provider.GetRequiredService<HostFolder>(),
                provider.GetService<ChosenSchema>(),
                provider.GetService<EventStoreFactory>())));
        services.TryAddSingleton(provider => HostSchemas.Compose(
            ChosenSchema.Of(provider.GetService<ChosenSchema>(), OptionsOf(provider)),
            [.. provider.GetServices<AddedParser>()],
            provider.GetRequiredService<HostFolder>()).Identifier!);
        services.TryAddSingleton(provider => new HostMeasures(provider.GetServices<Measure>()));
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new StoreFailureLog(
            provider.GetRequiredService<ILogger<EventStores>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new StoreStack(
            ChosenStores.Open(provider), OptionsOf(provider), provider.GetService<FaultSwitch>()));
        services.TryAddSingleton(provider => StoreFacts.Of(provider.GetRequiredService<StoreStack>()));
        services.TryAddSingleton<IEventStore>(provider => new SharedEventStore(
            provider.GetRequiredService<StoreStack>(), provider.GetRequiredService<StoreFailureLog>()));
        services.TryAddSingleton<IFailedEventQueue>(provider => new SharedFailedEvents(
            provider.GetRequiredService<StoreStack>(), provider.GetRequiredService<StoreFailureLog>()));
        services.TryAddSingleton<IEventReader>(provider => provider.GetRequiredService<IEventStore>());
        services.TryAddSingleton<IFailedEventStore>(provider => provider.GetRequiredService<IFailedEventQueue>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreOpening>());
    }

    private static void AddWork(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(provider => new EventPipeline(
            provider.GetRequiredService<EventIdentifier>(),
            provider.GetRequiredService<IEventStore>(),
            provider.GetRequiredService<IFailedEventStore>(),
            PipelineOptionsOf(provider)));
        services.TryAddSingleton(provider => new RetryWorkerOptions
        {
            Time = provider.GetRequiredService<TimeProvider>(),
            Masking = MaskingOf(provider),
        });
        services.TryAddSingleton(provider => new RetryWorker(
            provider.GetRequiredService<EventIdentifier>(),
            provider.GetRequiredService<IEventStore>(),
            provider.GetRequiredService<IFailedEventQueue>(),
            provider.GetRequiredService<RetryWorkerOptions>()));
        services.TryAddSingleton<RetryState>();
        FailedActionEndpoints.AddServices(services);
        services.TryAddSingleton(provider => new ApiLimits { BodyBytesMax = OptionsOf(provider).EventBytesMax });
    }

    private static void AddWatching(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<OutcomeFeed>();
        services.TryAddSingleton<FeedPump>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, FailedBacklog>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, DashboardMatcherPolicy>());
    }

    private static EventPipelineOptions PipelineOptionsOf(IServiceProvider provider)
    {
        var options = new EventPipelineOptions
        {
            Time = provider.GetRequiredService<TimeProvider>(),
            Masking = MaskingOf(provider),
        };
        return options with { EventBytesMax = int.Max(options.EventBytesMax, OptionsOf(provider).EventBytesMax) };
    }

    private static PayloadMasking MaskingOf(IServiceProvider provider) =>
        provider.GetService<ChosenMasking>()?.Masking ?? PayloadMasking.None;

    private static EventNormalizationOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EventNormalizationOptions>>().Value;
}
