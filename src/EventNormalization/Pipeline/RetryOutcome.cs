namespace EventNormalization.Pipeline;

/// <summary>What a retry made of deliveries of a failed event. The list is closed.</summary>
public enum RetryOutcome
{
    /// <summary>The event is stored now: the first delivery is accepted, the others are duplicates.</summary>
    Accepted,

    /// <summary>The event was stored before: all are duplicates.</summary>
    Duplicate,

    /// <summary>Their own append had taken effect: the event store counts them already.</summary>
    AlreadyCounted,

    /// <summary>The bytes are not understood.</summary>
    Rejected,

    /// <summary>The event store did not answer: they will be retried later.</summary>
    Deferred,

    /// <summary>Another event has the client key.</summary>
    Conflict,

    /// <summary>They were retried as often as is allowed; the entry is parked.</summary>
    Parked,

    /// <summary>
    /// Another holder has leased the entry, or this worker was paused past its lease: it settled nothing. Every holder
    /// uses the same append name, so nothing counts twice.
    /// </summary>
    Leased,
}
