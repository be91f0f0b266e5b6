namespace EventNormalization.Rules;

/// <summary>Whether a store that was written by some rules may go on under others.</summary>
public enum RulesVerdict
{
    /// <summary>No event can get another id: the store goes on, and keeps the rules that it has.</summary>
    Same,

    /// <summary>
    /// There is nothing but new profiles: the store goes on and keeps the new rules, if it has no event of their
    /// clients, stored or failed.
    /// </summary>
    ProfilesAdded,

    /// <summary>
    /// An event that is delivered again may get another id: the store refuses until somebody accepts it.
    /// </summary>
    Changed,
}
