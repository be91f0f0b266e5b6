namespace EventNormalization.Storage;

/// <summary>What is known about a failed step of a store.</summary>
public enum StoreFailureKind
{
    /// <summary>The step was certainly not applied; it may be retried.</summary>
    NotApplied,

    /// <summary>The step may have been applied, and the answer was lost; repeat it under the same name.</summary>
    Unknown,

    /// <summary>The step was not applied and never will be, however often it is tried.</summary>
    Never,
}
