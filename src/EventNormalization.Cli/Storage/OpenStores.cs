using System;
using System.IO;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Storage;

/// <summary>The two stores that a command works on; closed together.</summary>
internal sealed class OpenStores : IDisposable
{
    /// <summary>The name of a store that lives as long as the command.</summary>
    public const string Memory = "memory";

    /// <summary>Where events are kept if nothing else is said.</summary>
    public const string DefaultPath = "eventnorm.db";

    /// <summary>What is behind a store's path in the path of its failed events.</summary>
    public const string FailedSuffix = ".failed";

    private OpenStores(IEventStore events, IFailedEventStore failedEvents)
    {
        Events = events;
        FailedEvents = failedEvents;
    }

    public IEventStore Events { get; }

    public IFailedEventStore FailedEvents { get; }

    /// <summary>Opens what the user named, and makes it if it is not there.</summary>
    public static OpenStores Open(string name, string rulesFingerprint, RulesChange rulesChange)
    {
        RequireName(name);
        if (name == Memory)
        {
            return new OpenStores(new InMemoryEventStore(), new InMemoryFailedEventStore());
        }

        var events = SqliteEventStore.Open(
            name, rulesFingerprint, new SqliteStoreOptions { RulesChange = rulesChange });
        try
        {
            return new OpenStores(events, SqliteFailedEventStore.Open(name + FailedSuffix));
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    /// <summary>Opens the event store for reading.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static IEventStore OpenEvents(string name, string rulesFingerprint) => name == Memory
        ? new InMemoryEventStore()
        : SqliteEventStore.Open(Existing(name), rulesFingerprint);

    /// <summary>Opens the failed events for reading. A store without any may lack their file.</summary>
    /// <exception cref="ToolException">There is no store.</exception>
    public static IFailedEventStore OpenFailed(string name)
    {
        if (name == Memory || (!File.Exists(name + FailedSuffix) && File.Exists(name)))
        {
            return new InMemoryFailedEventStore();
        }

        return SqliteFailedEventStore.Open(File.Exists(name + FailedSuffix) ? name + FailedSuffix : Existing(name));
    }

    public void Dispose()
    {
        (Events as IDisposable)?.Dispose();
        (FailedEvents as IDisposable)?.Dispose();
    }

    private static string Existing(string path)
    {
        RequireName(path);
        if (Directory.Exists(path))
        {
            throw new ToolException($"{path}: it is a folder; name the file of a store.");
        }

        return File.Exists(path)
            ? path
            : throw new ToolException(
                $"{path}: there is no such store; \"eventnorm ingest FILE --store {path}\" makes one.");
    }

    private static void RequireName(string name)
    {
        if (name.Length == 0)
        {
            throw new UsageException("--store: found an empty name, expected the file of a store, or memory.");
        }
    }
}
