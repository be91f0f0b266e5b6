using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>An event as a store holds it.</summary>
public sealed class StoredEvent
{
    /// <summary>Its place in the store's order.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>The event, with the bytes and the time of the delivery that was stored.</summary>
    public required IdentifiedEvent Event { get; init; }

    /// <summary>How many deliveries of it there have been; at least 1.</summary>
    public required long Occurrences { get; init; }
}
