using System;
using EventNormalization.Identity;
using EventNormalization.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventNormalization.Composition;

/// <summary>Opens the stores that a host chose: in code, else by the options, else in memory.</summary>
internal static partial class ChosenStores
{
    public static EventStores Open(IServiceProvider provider)
    {
        if (provider.GetService<EventStoreFactory>() is { } factory)
        {
            return factory.Make(provider)
                ?? throw new InvalidOperationException("UseStores: found null, expected the two stores.");
        }

        var store = provider.GetRequiredService<IOptions<EventNormalizationOptions>>().Value.Store;
        if (store is null)
        {
            NothingIsKept(provider.GetRequiredService<ILogger<EventStores>>());
        }

        return store is null or SqliteStores.Memory
            ? EventStores.InMemory()
            : SqliteStores.Open(
                provider.GetRequiredService<HostFolder>().PathOf(store),
                provider.GetRequiredService<EventIdentifier>(),
                SqliteStoreOptions.Default);
    }

    [LoggerMessage(EventId = 111, EventName = "NothingIsKept", Level = LogLevel.Warning,
        Message = "No store was chosen: events are kept in memory and are lost when the host stops. "
            + "UseSqliteStore(path) or the setting Store keeps them; UseInMemoryStore() says that this is meant.")]
    private static partial void NothingIsKept(ILogger logger);
}
