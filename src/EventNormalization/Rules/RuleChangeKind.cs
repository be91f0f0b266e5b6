namespace EventNormalization.Rules;

/// <summary>What happened to a setting.</summary>
public enum RuleChangeKind
{
    /// <summary>It is there now, and was not before.</summary>
    Added,

    /// <summary>It was there before, and is not now.</summary>
    Removed,

    /// <summary>It has another value.</summary>
    Changed,
}
