using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Storage;

/// <summary>The two stores that a command works on; closed together.</summary>
internal sealed class OpenStores : IDisposable
{
    /// <summary>The name of a store that lives as long as the command.</summary>
    public const string Memory = "memory";

    // SQLite's own name for it, which many users will try.
    private const string SqliteMemory = ":memory:";

    /// <summary>The default path of the event store.</summary>
    public const string DefaultPath = "eventnorm.db";

    /// <summary>The suffix of the path of failed events.</summary>
    public const string FailedSuffix = ".failed";

    private OpenStores(IEventStore events, IFailedEventQueue failedEvents)
    {
        Events = events;
        FailedEvents = failedEvents;
    }

    public IEventStore Events { get; }

    public IFailedEventQueue FailedEvents { get; }

    /// <summary>Opens the store that the user named, and creates it if it does not exist.</summary>
    public static OpenStores Open(
        string name, SchemaSet schemas, RulesChange rulesChange, StoreRecovery recovery = StoreRecovery.Refuse)
    {
        RequireName(name);
        if (IsMemory(name))
        {
            return new OpenStores(new InMemoryEventStore(), new InMemoryFailedEventStore());
        }

        RefuseFailed(name);
        SqliteStorePair.Require(name, recovery);
        var failedEvents = SqliteFailedEventStore.Open(
            name + FailedSuffix, new SqliteStoreOptions { Recovery = recovery });
        try
        {
            var options = new SqliteStoreOptions
            {
                RulesChange = rulesChange,
                FailedEvents = failedEvents,
                Recovery = recovery,
            };
            return new OpenStores(SqliteEventStore.Open(name, schemas, options), failedEvents);
        }
        catch
        {
            failedEvents.Dispose();
            throw;
        }
    }

    /// <summary>Opens the existing store that the user named.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static OpenStores OpenExisting(
        string name, SchemaSet schemas, RulesChange rulesChange, StoreRecovery recovery = StoreRecovery.Refuse) =>
        Open(IsMemory(name) || recovery == StoreRecovery.StartNew ? name : Existing(name), schemas, rulesChange,
            recovery);

    /// <summary>Opens the event store for reading.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static IEventReader OpenEvents(string name) =>
        IsMemory(name) ? new InMemoryEventStore() : SqliteEventReader.Open(Existing(name));

    /// <summary>The rules that a store keeps; the default ones where a host's own parsers read its events.</summary>
    /// <exception cref="ToolException">There is no store.</exception>
    public static SchemaSet ReadSchemas(string name, StoreRecovery recovery = StoreRecovery.Refuse)
    {
        if (recovery == StoreRecovery.Repair && !IsMemory(name))
        {
            SqliteStorePair.Recover(Existing(name), recovery);
        }

        // A store that is started anew has no rules yet.
        if (IsMemory(name) || (recovery == StoreRecovery.StartNew && !File.Exists(name)))
        {
            return new SchemaSet(EventSchema.Default);
        }

        using var reader = SqliteEventReader.Open(Existing(name));
        var rules = JsonNode.Parse(reader.ReadRules())!.AsObject();

        // All but this is what a schema file says.
        rules.Remove("library");
        return EventSchemaFile.Read(JsonSerializer.SerializeToUtf8Bytes(rules)).Schemas
            ?? new SchemaSet(EventSchema.Default);
    }

    /// <summary>Opens the failed events to read them. A store that never had any lacks their file.</summary>
    /// <exception cref="ToolException">There is no store.</exception>
    public static IFailedEventQueue OpenFailed(string name) =>
        OpenFailed(name, static path => SqliteFailedEventStore.OpenToRead(path));

    /// <summary>Opens the failed events to decide about them.</summary>
    /// <exception cref="ToolException">There is no store.</exception>
    public static IFailedEventQueue OpenFailedToWrite(string name) =>
        OpenFailed(name, static path => SqliteFailedEventStore.Open(path));

    private static IFailedEventQueue OpenFailed(string name, Func<string, SqliteFailedEventStore> open)
    {
        if (IsMemory(name))
        {
            return new InMemoryFailedEventStore();
        }

        RequireName(name);
        if (File.Exists(name + FailedSuffix) || File.Exists(name))
        {
            RefuseFailed(name);
            SqliteStorePair.Require(name);
        }

        if (File.Exists(name + FailedSuffix))
        {
            return open(name + FailedSuffix);
        }

        return SqliteEventStore.IsStore(Existing(name))
            ? new InMemoryFailedEventStore()
            : throw new ToolException($"{name}: it is no event store, so there are no failed events of one.");
    }

    /// <summary>The file that a command works on, which is there or has its failed events there.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string RequireFile(string name)
    {
        var path = RequireFileName(name);
        return File.Exists(path + FailedSuffix) && !File.Exists(path) ? path : Existing(path);
    }

    /// <summary>The name of a file, and of no store that ends with the command.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string RequireFileName(string name)
    {
        RequireName(name);
        return IsMemory(name)
            ? throw new UsageException("--store: found memory, expected the file of a store.")
            : name;
    }

    /// <summary>Whether a store of this name lives as long as the command.</summary>
    public static bool IsMemory(string name) => name is Memory or SqliteMemory;

    /// <summary>The same stores for a host, which closes them when it ends; closing them twice does no harm.</summary>
    public EventStores ToEventStores(string name) => IsMemory(name)
        ? new() { Events = Events, FailedEvents = FailedEvents, IsDurable = false, Kind = Memory }
        : new() { Events = Events, FailedEvents = FailedEvents, Kind = "sqlite", Path = Path.GetFullPath(name) };

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
