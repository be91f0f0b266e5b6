namespace EventNormalization.Storage;

/// <summary>What is known of a step of a store that failed.</summary>
public enum StoreFailureKind
{
    /// <summary>The step was surely not applied; it may be tried again.</summary>
    NotApplied,

    /// <summary>The step may have been applied, and the answer was lost; ask again under the same name.</summary>
    Unknown,

    /// <summary>The step was not applied and never will be, however often it is tried.</summary>
    Never,
}
