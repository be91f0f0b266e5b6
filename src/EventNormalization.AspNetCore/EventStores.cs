using EventNormalization.Storage;

namespace EventNormalization;

/// <summary>The two stores of a host: what was understood, and what was not or could not be stored.</summary>
/// <remarks>
/// The host disposes both when it ends, the event store first: the failed-event store still takes what the event store
/// does not.
/// </remarks>
public sealed class EventStores
{
    /// <summary>Keeps events.</summary>
    public required IEventStore Events { get; init; }

    /// <summary>Keeps failed events, and leases them to those who retry.</summary>
    public required IFailedEventQueue FailedEvents { get; init; }

    /// <summary>
    /// Whether an append waits for something as slow as a disk, so that appends that come at once are worth a common
    /// step; <see langword="true"/> by default.
    /// </summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>What the stores are, for statistics: <c>sqlite</c>, <c>memory</c> or <c>other</c>.</summary>
    internal string Kind { get; init; } = "other";

    /// <summary>
    /// The file of the event store; <see langword="null"/> where there is none. It is told to nobody.
    /// </summary>
    internal string? Path { get; init; }

    /// <summary>Stores that end with the host.</summary>
    internal static EventStores InMemory() => new()
    {
        Events = new InMemoryEventStore(),
        FailedEvents = new InMemoryFailedEventStore(),
        IsDurable = false,
        Kind = "memory",
    };
}
