using System;
using EventNormalization.Composition;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Retries;
using EventNormalization.Simulation;
using EventNormalization.Sqlite;
using EventNormalization.Totals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventNormalization;

/// <summary>Composes the library in a host: rules, stores, parsers, measures, retries.</summary>
/// <remarks>
/// Of a choice that is made twice, the last one counts; what the code chooses comes before the options.
/// </remarks>
public sealed class EventNormalizationBuilder
{
    internal EventNormalizationBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Reads every event by one schema.</summary>
    /// <param name="schema">The rules; checked when the host starts.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public EventNormalizationBuilder UseSchema(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return UseSchema(new SchemaSet(schema));
    }

    /// <summary>Reads events by several schemas, each of which says which events it reads.</summary>
    /// <param name="schemas">The rules; checked when the host starts.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schemas"/> is null.</exception>
    public EventNormalizationBuilder UseSchema(SchemaSet schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        return Choose(new ChosenSchema(schemas, null));
    }

    /// <summary>Reads events by a schema file, or by a schema that the library brings.</summary>
    /// <param name="path">
    /// The file, relative to the host's content root, or one of <see cref="EventSchemas.Names"/> where there is no such
    /// file. It is read when the host starts, which does not start if something is wrong with it.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or blank.</exception>
    public EventNormalizationBuilder UseSchema(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Choose(new ChosenSchema(null, path));
    }

    /// <summary>Keeps events and failed events in two SQLite files, which are a pair.</summary>
    /// <remarks>
    /// They are opened when the host starts, which does not start if they cannot be, and closed when it ends: after the
    /// last request and the last batch of retries.
    /// </remarks>
    /// <param name="path">
    /// The file of events, relative to the host's content root; failed events are beside it, with
    /// <see cref="SqliteFailedEventStore.FileSuffix"/> after the name. What is not there is made.
    /// </param>
    /// <param name="options">
    /// How to open them; the defaults if left out. <see cref="SqliteStoreOptions.FailedEvents"/> is set from the path.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or blank, or the options name failed events of their own.
    /// </exception>
    public EventNormalizationBuilder UseSqliteStore(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (options?.FailedEvents is not null)
        {
            throw new ArgumentException(
                "FailedEvents: found a store, expected none: the failed events are in the file beside.",
                nameof(options));
        }

        return UseStores(provider => SqliteStores.Open(
            provider.GetRequiredService<HostFolder>().PathOf(path),
            provider.GetRequiredService<EventIdentifier>(),
            options ?? SqliteStoreOptions.Default));
    }

    /// <summary>Keeps events and failed events in memory: they end with the host.</summary>
    /// <returns>This builder.</returns>
    public EventNormalizationBuilder UseInMemoryStore() => UseStores(static _ => EventStores.InMemory());

    /// <summary>Keeps events and failed events in stores of any kind.</summary>
    /// <param name="factory">
    /// Opens them, once, when the host starts; the <see cref="EventIdentifier"/> among the services has the rules. The
    /// host disposes them.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public EventNormalizationBuilder UseStores(Func<IServiceProvider, EventStores> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Services.Replace(ServiceDescriptor.Singleton(new EventStoreFactory(factory)));
        return this;
    }

    /// <summary>Reads a field of the schema with a parser of the host's own.</summary>
    /// <remarks>
    /// Sign the parser (<see cref="ISignedParser"/>), which a store needs, and raise its version with each change. A
    /// host with a parser that has no signature does not start.
    /// </remarks>
    /// <typeparam name="T">The type of the field's values.</typeparam>
    /// <param name="field">A field of the schema, such as <c>amount</c>.</param>
    /// <param name="parser">Reads its values in the place of the schema's own.</param>
    /// <param name="clientId">The only client whose values it reads; every client's if left out.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="field"/> is null or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parser"/> is null.</exception>
    public EventNormalizationBuilder AddParser<T>(string field, IFieldParser<T> parser, string? clientId = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        ArgumentNullException.ThrowIfNull(parser);
        Services.AddSingleton<AddedParser>(new AddedParser<T>(field, parser, clientId));
        return this;
    }

    /// <summary>Lets queries for totals name a measure of the host's own.</summary>
    /// <param name="measure">Of a name that no other measure of the host has.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="measure"/> is null.</exception>
    public EventNormalizationBuilder AddMeasure(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        Services.AddSingleton(measure);
        return this;
    }

    /// <summary>Retries failed events for as long as the host runs.</summary>
    /// <remarks>
    /// When the host stops, no further batch is begun, and the one under way is finished; a host that does not wait for
    /// it leaves leases that end by themselves. Any number of hosts may retry from one store.
    /// </remarks>
    /// <param name="options">
    /// How the worker works; the defaults if left out. Its clock is the host's <see cref="TimeProvider"/>.
    /// </param>
    /// <returns>This builder.</returns>
    public EventNormalizationBuilder AddRetries(RetryWorkerOptions? options = null)
    {
        if (options is not null)
        {
            Services.Replace(ServiceDescriptor.Singleton(provider => options with
            {
                Time = provider.GetRequiredService<TimeProvider>(),
                Masking = provider.GetService<ChosenMasking>()?.Masking ?? options.Masking,
            }));
        }

        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetryService>());
        return this;
    }

    /// <summary>
    /// Lets whoever has the right to simulate make both stores fail on purpose, for ten minutes at a time.
    /// </summary>
    /// <remarks>For tests, training and demonstrations. Health checks say while it is under way.</remarks>
    /// <returns>This builder.</returns>
    public EventNormalizationBuilder AllowSimulation()
    {
        Services.TryAddSingleton<FaultSwitch>();
        return this;
    }

    private EventNormalizationBuilder Choose(ChosenSchema schema)
    {
        Services.Replace(ServiceDescriptor.Singleton(schema));
        return this;
    }
}
