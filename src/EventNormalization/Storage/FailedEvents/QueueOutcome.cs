namespace EventNormalization.Storage;

/// <summary>What became of one item of a step of a failed-event queue.</summary>
public enum QueueOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such entry, or the entry has no such uncertain append. Nothing was changed.</summary>
    NotFound,

    /// <summary>The entry has another retry name or none: it was settled meanwhile. Nothing was changed.</summary>
    OtherName,

    /// <summary>Another holder has leased the entry meanwhile. Nothing was changed.</summary>
    LeaseLost,

    /// <summary>
    /// The entry has a retry name or uncertain appends. Close them first: the event may be stored. Nothing was changed.
    /// </summary>
    NameOpen,

    /// <summary>The entry has no delivery that the step could apply to. Nothing was changed.</summary>
    NotInState,
}
