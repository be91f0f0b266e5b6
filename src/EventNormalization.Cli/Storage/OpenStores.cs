using System;
using System.IO;
using EventNormalization.Identity;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Storage;

/// <summary>The two stores that a command works on; closed together.</summary>
internal sealed class OpenStores : IDisposable
{
    /// <summary>The name of a store that lives as long as the command.</summary>
    public const string Memory = "memory";

    // SQLite's own name for it, which many will try.
    private const string SqliteMemory = ":memory:";

    /// <summary>Where events are kept if nothing else is said.</summary>
    public const string DefaultPath = "eventnorm.db";

    /// <summary>What is behind a store's path in the path of its failed events.</summary>
    public const string FailedSuffix = ".failed";

    private OpenStores(IEventStore events, IFailedEventQueue failedEvents)
    {
        Events = events;
        FailedEvents = failedEvents;
    }

    public IEventStore Events { get; }

    public IFailedEventQueue FailedEvents { get; }

    /// <summary>Opens what the user named, and makes it if it is not there.</summary>
    public static OpenStores Open(string name, RulesFingerprint rulesFingerprint, RulesChange rulesChange)
    {
        RequireName(name);
        if (IsMemory(name))
        {
            return new OpenStores(new InMemoryEventStore(), new InMemoryFailedEventStore());
        }

        RefuseFailed(name);
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

    /// <summary>Opens what the user named, which is there.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static OpenStores OpenExisting(string name, RulesFingerprint rulesFingerprint, RulesChange rulesChange) =>
        Open(IsMemory(name) ? name : Existing(name), rulesFingerprint, rulesChange);

    /// <summary>Opens the event store for reading.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static IEventStore OpenEvents(string name, RulesFingerprint rulesFingerprint) => IsMemory(name)
        ? new InMemoryEventStore()
        : SqliteEventStore.Open(Existing(name), rulesFingerprint);

    /// <summary>Opens the failed events for reading. A store without any may lack their file.</summary>
    /// <exception cref="ToolException">There is no store.</exception>
    public static IFailedEventQueue OpenFailed(string name)
    {
        if (IsMemory(name))
        {
            return new InMemoryFailedEventStore();
        }

        // Failed events need not share the fate of their store: its file may be gone.
        if (File.Exists(name + FailedSuffix))
        {
            return SqliteFailedEventStore.Open(name + FailedSuffix);
        }

        return SqliteEventStore.IsStore(Existing(name))
            ? new InMemoryFailedEventStore()
            : throw new ToolException($"{name}: it is no event store, so there are no failed events of one.");
    }

    /// <summary>Whether a store of this name lives as long as the command.</summary>
    public static bool IsMemory(string name) => name is Memory or SqliteMemory;

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

        RefuseFailed(path);
        return File.Exists(path)
            ? path
            : throw new ToolException(
                $"{path}: there is no such store; \"eventnorm ingest FILE --store {path}\" makes one.");
    }

    /// <summary>Says what the file is if it is the one beside a store.</summary>
    private static void RefuseFailed(string path)
    {
        if (SqliteFailedEventStore.IsStore(path))
        {
            throw new ToolException($"{path}: it holds the failed events of a store; name the store"
                + (path.EndsWith(FailedSuffix, StringComparison.Ordinal) ? ": " + path[..^FailedSuffix.Length] : "."));
        }
    }

    private static void RequireName(string name)
    {
        if (name.Length == 0)
        {
            throw new UsageException("--store: found an empty name, expected the file of a store, or memory.");
        }
    }
}
