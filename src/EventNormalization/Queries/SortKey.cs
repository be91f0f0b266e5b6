namespace EventNormalization.Queries;

/// <summary>What events and failed events can be ordered by; ties are ordered by the key of the row.</summary>
public enum SortKey
{
    /// <summary>The position in the store; a reader that continues after the last one it saw misses nothing.</summary>
    Position,

    /// <summary>When it was first received.</summary>
    FirstSeen,

    /// <summary>When it was last received.</summary>
    LastSeen,

    /// <summary>When the event happened; a failed event has no such time and cannot be ordered by it.</summary>
    Timestamp,

    /// <summary>The amount; a failed event has none and cannot be ordered by it.</summary>
    Amount,
}
