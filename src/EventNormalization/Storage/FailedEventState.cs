namespace EventNormalization.Storage;

/// <summary>Why a failed event waits, and for what.</summary>
public enum FailedEventState
{
    /// <summary>It was not understood. It waits for other rules or for an edit.</summary>
    Rejected,

    /// <summary>It was understood, but the store failed. It waits for a retry.</summary>
    Pending,

    /// <summary>Its client key belongs to an event with other content. It waits for a decision.</summary>
    Conflict,
}
