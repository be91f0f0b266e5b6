namespace EventNormalization.Pipeline;

/// <summary>
/// What became of one delivery. Each of these but <see cref="Forbidden"/> is an acknowledgement: the caller need not
/// send it again.
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

    /// <summary>
    /// Its sender may not send events of its client: it is neither kept nor counted, and not acknowledged. Only
    /// <see cref="EventPipeline.For"/> gives it.
    /// </summary>
    Forbidden,
}

/// <summary>What is known of each outcome. Whoever adds one is told by the compiler that it is missing here.</summary>
internal static class IngestOutcomes
{
    /// <summary>The name of its count.</summary>
    public static string NameOf(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Accepted => "accepted",
        IngestOutcome.Duplicate => "duplicates",
        IngestOutcome.Rejected => "rejected",
        IngestOutcome.Deferred => "deferred",
        IngestOutcome.Conflict => "conflicts",
        IngestOutcome.Forbidden => "forbidden",
    };

    /// <summary>How bad it is, from 0: an envelope has the worst of its records' outcomes.</summary>
    public static int SeverityOf(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Duplicate => 0,
        IngestOutcome.Accepted => 1,
        IngestOutcome.Deferred => 2,
        IngestOutcome.Conflict => 3,
        IngestOutcome.Rejected => 4,
        IngestOutcome.Forbidden => 5,
    };

    /// <summary>Whether it counts as received: one of the stores has it.</summary>
    public static bool IsReceived(IngestOutcome outcome) => outcome != IngestOutcome.Forbidden;
}
