namespace EventNormalization.Storage.Authoring;

/// <summary>What the holder of a bulk operation reports. The list is closed.</summary>
public enum BulkReportKind
{
    /// <summary>Entries have outcomes.</summary>
    Advanced,

    /// <summary>It goes on later.</summary>
    Postponed,

    /// <summary>It is given up.</summary>
    Failed,

    /// <summary>The holder stops.</summary>
    Released,
}
