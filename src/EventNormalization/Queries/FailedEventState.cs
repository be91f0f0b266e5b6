namespace EventNormalization.Queries;

/// <summary>What a failed event waits for, or how it ended. The list is closed.</summary>
public enum FailedEventState
{
    /// <summary>It was not understood. It waits for other rules or for an edit.</summary>
    Rejected,

    /// <summary>It was understood, but the store failed. It waits for a retry.</summary>
    Pending,

    /// <summary>Its client key belongs to an event with other content. It waits for a decision.</summary>
    Conflict,

    /// <summary>A worker has leased it and retries it now.</summary>
    Retrying,

    /// <summary>It was retried as often as is allowed. It waits to be retried by hand.</summary>
    Parked,

    /// <summary>A person decided that it never becomes an event.</summary>
    Discarded,

    /// <summary>It became a stored event, or turned out to be one.</summary>
    Settled,
}
