namespace EventNormalization.Storage;

/// <summary>A member of an event store or of a failed-event store, where faults are injected.</summary>
public enum StoreOperation
{
    /// <summary>Events are appended.</summary>
    Append,

    /// <summary>The name of an append is closed.</summary>
    Close,

    /// <summary>One event or entry is looked for.</summary>
    Find,

    /// <summary>Events or entries are read.</summary>
    Query,

    /// <summary>The other spellings of an event are read.</summary>
    Spellings,

    /// <summary>Totals are read.</summary>
    Totals,

    /// <summary>The counts of deliveries are read.</summary>
    Statistics,

    /// <summary>Failed deliveries are kept.</summary>
    Record,

    /// <summary>Groups of failed events are read.</summary>
    Groups,

    /// <summary>Failed events are leased.</summary>
    Lease,

    /// <summary>Retries are settled.</summary>
    Settle,

    /// <summary>Deliveries whose append had no answer are resolved.</summary>
    Resolve,

    /// <summary>Failed events are discarded.</summary>
    Discard,

    /// <summary>Failed events are archived.</summary>
    Archive,

    /// <summary>Failed events are opened again.</summary>
    Reopen,

    /// <summary>A failed event is edited.</summary>
    Edit,

    /// <summary>The appends of an entry that had no answer are read.</summary>
    Uncertain,

    /// <summary>What was done to an entry is read.</summary>
    Acts,

    /// <summary>A bulk operation begins.</summary>
    Begin,

    /// <summary>A bulk operation is leased.</summary>
    Hold,

    /// <summary>The holder of a bulk operation reports.</summary>
    Report,

    /// <summary>Bulk operations, or their entries, are read.</summary>
    Progress,
}
