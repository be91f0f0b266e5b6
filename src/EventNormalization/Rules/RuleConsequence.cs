namespace EventNormalization.Rules;

/// <summary>What a difference of rules does to events; the gravest first.</summary>
public enum RuleConsequence
{
    /// <summary>A field becomes part of what the id hashes.</summary>
    JoinsIdentity,

    /// <summary>A field is no longer part of what the id hashes.</summary>
    LeavesIdentity,

    /// <summary>Events may have other values than before, and with them other ids.</summary>
    ReadDifferently,

    /// <summary>Events that were read are refused now; those that are read have the values that they had.</summary>
    ReadsLess,

    /// <summary>Events that were refused are read now; the others have the values that they had.</summary>
    ReadsMore,

    /// <summary>Events of one client, which had no profile, are read by one now.</summary>
    ProfileAdded,

    /// <summary>No id can differ.</summary>
    Neutral,
}
