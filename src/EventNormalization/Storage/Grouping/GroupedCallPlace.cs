namespace EventNormalization.Storage;

/// <summary>Where a call is on its way through a group commit.</summary>
internal enum GroupedCallPlace
{
    /// <summary>It waits for the next step, and may leave.</summary>
    Waiting,

    /// <summary>Its caller gave up while it waited.</summary>
    Left,

    /// <summary>It is in a step, or leads the next one: its end is what the store says.</summary>
    InFlight,
}
