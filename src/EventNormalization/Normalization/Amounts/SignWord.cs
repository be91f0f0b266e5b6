namespace EventNormalization.Normalization;

/// <summary>What the member of <see cref="SignRules"/> says of an amount's sign.</summary>
internal enum SignWord
{
    /// <summary>The member is missing, or nobody asked for it.</summary>
    None,

    /// <summary>A word that makes the amount negative.</summary>
    Negative,

    /// <summary>A word that leaves the amount as it is.</summary>
    Positive,

    /// <summary>Another word.</summary>
    Unknown,
}
