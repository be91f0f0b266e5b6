using EventNormalization.Identity;
using EventNormalization.Sqlite;

namespace EventNormalization.Composition;

/// <summary>Opens the two files of a SQLite store as the pair that they are.</summary>
internal static class SqliteStores
{
    /// <summary>The name of a store that ends with the host, in the options and for the tool.</summary>
    public const string Memory = "memory";

    /// <summary>Opens both files, and makes those that are not there.</summary>
    /// <param name="path">The full path of the event store's file.</param>
    /// <param name="identifier">Has the rules.</param>
    /// <param name="options">How to open them; the failed events of the pair come from the path.</param>
    public static EventStores Open(string path, EventIdentifier identifier, SqliteStoreOptions options)
    {
        SqliteStorePair.Require(path, options.Recovery);
        var failedEvents = SqliteFailedEventStore.Open(path + SqliteFailedEventStore.FileSuffix, new SqliteStoreOptions
        {
            Recovery = options.Recovery,
            BusyTimeout = options.BusyTimeout,
        });
        try
        {
            var events = SqliteEventStore.Open(path, identifier.Schemas, new SqliteStoreOptions
            {
                RulesChange = options.RulesChange,
                Spellings = options.Spellings,
                Recovery = options.Recovery,
                BusyTimeout = options.BusyTimeout,
                FailedEvents = failedEvents,
            });
            return new EventStores { Events = events, FailedEvents = failedEvents, Kind = "sqlite", Path = path };
        }
        catch
        {
            failedEvents.Dispose();
            throw;
        }
    }
}
