using EventNormalization.Composition;
using EventNormalization.Sqlite;

namespace EventNormalization.Api.Reading;

/// <summary>What a host knows of its stores; registered where stores are made.</summary>
internal sealed record StoreFacts
{
    /// <summary>The kind of the event store, such as <c>sqlite</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is kept when a process or the machine ends suddenly, in words.</summary>
    public required string Durability { get; init; }

    /// <summary>The files of the event store, whose sizes are shown; their paths never are.</summary>
    public string[] EventFiles { get; init; } = [];

    /// <summary>The files of the failed-event store.</summary>
    public string[] FailedFiles { get; init; } = [];

    /// <summary>What a host's own stores are.</summary>
    public static StoreFacts Of(StoreStack stores) => stores is { IsDurable: false, Kind: "memory" } ? Memory : new()
    {
        Kind = stores.Kind,
        Durability = stores.IsDurable
            ? "what was answered is kept when the process ends"
            : "what was answered may be lost when the process ends",
        EventFiles = stores.Path is { } path ? [path, path + "-wal"] : [],
        FailedFiles = stores.Path is { } file ? [FailedPathOf(file), FailedPathOf(file) + "-wal"] : [],
    };

    /// <summary>Stores in memory, which a host has if it names no other.</summary>
    public static StoreFacts Memory { get; } = new()
    {
        Kind = "memory",
        Durability = "none: everything is lost when the process ends",
    };

    private static string FailedPathOf(string path) => path + SqliteFailedEventStore.FileSuffix;
}
