namespace EventNormalization.Storage;

/// <summary>What a bulk operation made of one entry. The list is closed.</summary>
public enum BulkOutcome
{
    /// <summary>A retry stored it.</summary>
    Accepted,

    /// <summary>A retry found it stored.</summary>
    Duplicate,

    /// <summary>Its own append had taken effect: it was counted already.</summary>
    AlreadyCounted,

    /// <summary>It is not understood.</summary>
    Rejected,

    /// <summary>The event store did not answer for it; it waits for the next retry.</summary>
    Deferred,

    /// <summary>Another event has its client key.</summary>
    Conflict,

    /// <summary>It was retried as often as is allowed.</summary>
    Parked,

    /// <summary>Another holder retries it.</summary>
    Leased,

    /// <summary>It is discarded.</summary>
    Discarded,

    /// <summary>It is archived.</summary>
    Archived,

    /// <summary>It is reopened.</summary>
    Reopened,

    /// <summary>There was nothing to do: it is not there, or in no state that the act applies to.</summary>
    Ignored,
}
