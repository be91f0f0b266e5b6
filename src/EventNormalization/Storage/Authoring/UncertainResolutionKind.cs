namespace EventNormalization.Storage.Authoring;

/// <summary>What the event store reported about an append that had no answer. The list is closed.</summary>
public enum UncertainResolutionKind
{
    /// <summary>It had taken effect, and the event store had counted the delivery as received.</summary>
    AlreadyCounted,

    /// <summary>It had taken effect, and another event has the client key: the delivery was not counted.</summary>
    Conflict,

    /// <summary>It never will take effect.</summary>
    Void,
}
