namespace EventNormalization.Pipeline;

/// <summary>
/// What became of one delivery. Each of these is an acknowledgement: the caller need not send it again.
/// </summary>
public enum IngestOutcome
{
    /// <summary>It is stored now, as durably as the store promises.</summary>
    Accepted,

    /// <summary>An event with this id was stored before; the delivery is counted as an occurrence of it.</summary>
    Duplicate,

    /// <summary>It was not understood; it is kept as a failed event with every reason.</summary>
    Rejected,

    /// <summary>The store failed; it is kept as a failed event and is retried.</summary>
    Deferred,

    /// <summary>Its client key belongs to an event with other content; it is kept as a failed event.</summary>
    Conflict,
}
