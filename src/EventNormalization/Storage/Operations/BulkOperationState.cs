namespace EventNormalization.Storage;

/// <summary>How far a bulk operation is. Files store the numbers.</summary>
public enum BulkOperationState
{
    /// <summary>Some of its entries are still to come.</summary>
    Running = 1,

    /// <summary>Each of its entries has an outcome.</summary>
    Done = 2,

    /// <summary>It was given up: no waiting mends what it met.</summary>
    Failed = 3,
}
