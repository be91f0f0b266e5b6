namespace EventNormalization.Storage.Authoring;

/// <summary>How a retry ended. The list is closed.</summary>
public enum SettlementKind
{
    /// <summary>The event store stored the event under the retry name.</summary>
    Accepted,

    /// <summary>The event store had the event, and counted the deliveries under the retry name.</summary>
    Duplicate,

    /// <summary>The event store answered under the retry name that another event has the client key.</summary>
    Conflict,

    /// <summary>There was no answer. The name stays, and the next holder uses it.</summary>
    FailedAgain,

    /// <summary>The name was closed as void, and the event is not retried any more.</summary>
    Parked,

    /// <summary>The name was closed as void or never used, and the bytes are not understood.</summary>
    Rejected,

    /// <summary>The name was closed as void, and the deliveries wait for another retry.</summary>
    Withdrawn,
}
