namespace EventNormalization.Ingestion;

/// <summary>How far a value was followed.</summary>
internal enum JsonStep
{
    /// <summary>All bytes belong to it, and it has not ended.</summary>
    Open,

    /// <summary>It has ended.</summary>
    Whole,

    /// <summary>A byte came that cannot continue it.</summary>
    Broken,
}
