namespace EventNormalization.Storage;

/// <summary>What a bulk operation does with each of its entries. Files store the numbers.</summary>
public enum BulkOperationKind
{
    /// <summary>Retries it.</summary>
    Retry = 1,

    /// <summary>Discards it.</summary>
    Discard = 2,

    /// <summary>Archives it.</summary>
    Archive = 3,

    /// <summary>Reopens it.</summary>
    Reopen = 4,
}
