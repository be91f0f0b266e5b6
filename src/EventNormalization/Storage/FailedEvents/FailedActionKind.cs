namespace EventNormalization.Storage;

/// <summary>What was done to a failed event. The list is closed.</summary>
public enum FailedActionKind
{
    /// <summary>A retry stored it.</summary>
    Accepted,

    /// <summary>A retry found it stored.</summary>
    Duplicate,

    /// <summary>A retry met another event under its client key.</summary>
    Conflict,

    /// <summary>A retry had no answer.</summary>
    FailedAgain,

    /// <summary>It was retried as often as is allowed.</summary>
    Parked,

    /// <summary>A retry did not understand it.</summary>
    Rejected,

    /// <summary>The name of a retry was closed before it took effect.</summary>
    Withdrawn,

    /// <summary>An append without an answer was asked about.</summary>
    Resolved,

    /// <summary>Somebody discarded it.</summary>
    Discarded,

    /// <summary>Somebody hid it.</summary>
    Archived,

    /// <summary>Somebody had it tried again.</summary>
    Reopened,

    /// <summary>Somebody wrote other bytes to be read in place of those received.</summary>
    Edited,
}
