namespace EventNormalization.Storage.Authoring;

/// <summary>
/// What a named step of a failed-event store does. Files store the numbers, so they are never reused.
/// </summary>
public enum QueueStepKind
{
    /// <summary>It keeps deliveries.</summary>
    Record = 1,

    /// <summary>It leases entries.</summary>
    Lease = 2,

    /// <summary>It settles retries.</summary>
    Settle = 3,

    /// <summary>It resolves uncertain appends.</summary>
    Resolve = 4,

    /// <summary>It discards entries.</summary>
    Discard = 5,

    /// <summary>It archives entries.</summary>
    Archive = 6,

    /// <summary>It reopens entries.</summary>
    Reopen = 7,

    /// <summary>It edits an entry.</summary>
    Edit = 8,

    /// <summary>It begins a bulk operation.</summary>
    BeginOperation = 9,

    /// <summary>It leases a bulk operation.</summary>
    LeaseOperation = 10,

    /// <summary>It reports on a bulk operation.</summary>
    ReportOperation = 11,
}
