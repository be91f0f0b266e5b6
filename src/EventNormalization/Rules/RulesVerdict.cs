namespace EventNormalization.Rules;

/// <summary>Whether a store that was written by some rules may be used with others.</summary>
public enum RulesVerdict
{
    /// <summary>No event can get another id: the store opens, and keeps its rules.</summary>
    Same,

    /// <summary>
    /// Only profiles were added: the store opens and keeps the new rules, if it has no event of their clients, stored
    /// or failed.
    /// </summary>
    ProfilesAdded,

    /// <summary>
    /// An event that is delivered again may get another id: the store refuses to open until the change is accepted.
    /// </summary>
    Changed,
}
