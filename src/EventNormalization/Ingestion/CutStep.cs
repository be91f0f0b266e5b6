namespace EventNormalization.Ingestion;

/// <summary>The result of one step of the cutter.</summary>
internal enum CutStep
{
    /// <summary>Nothing yet; the next step may follow at once.</summary>
    GoOn,

    /// <summary>More bytes are needed.</summary>
    NeedMore,

    /// <summary>A delivery was found.</summary>
    Found,
}
