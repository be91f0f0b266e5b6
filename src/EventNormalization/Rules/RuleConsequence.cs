namespace EventNormalization.Rules;

/// <summary>The consequence of a difference of rules for events; the most severe first.</summary>
public enum RuleConsequence
{
    /// <summary>A field becomes part of what the id hashes.</summary>
    JoinsIdentity,

    /// <summary>A field is no longer part of what the id hashes.</summary>
    LeavesIdentity,

    /// <summary>Events may have other values than before, and with them other ids.</summary>
    ReadDifferently,

    /// <summary>Events that used to be read are now refused; all others are read as before.</summary>
    ReadsLess,

    /// <summary>Events that used to be refused are now read; all others are read as before.</summary>
    ReadsMore,

    /// <summary>Events of one client, which had no profile, are read by one now.</summary>
    ProfileAdded,

    /// <summary>No id can differ.</summary>
    Neutral,
}
