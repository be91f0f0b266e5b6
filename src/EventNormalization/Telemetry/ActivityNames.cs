namespace EventNormalization.Telemetry;

/// <summary>The names of the activities, and of what only activities say.</summary>
internal static class ActivityNames
{
    /// <summary>A call of the pipeline, or a step of a stream.</summary>
    public const string Ingest = "eventnormalization.ingest";

    /// <summary>A call of a store; those that read sequences have none.</summary>
    public const string Store = "eventnormalization.store";

    /// <summary>A pass over failed events.</summary>
    public const string Retry = "eventnormalization.retry";

    /// <summary>How many deliveries there were.</summary>
    public const string Deliveries = "deliveries";
}
