namespace EventNormalization.Normalization;

/// <summary>An object that names were looked up in: the name it stands under, and the object around it.</summary>
internal struct MemberScope
{
    /// <summary>The scope around this one; -1 for the top level.</summary>
    public int Parent;

    /// <summary>Where the name begins, after the quote.</summary>
    public int NameStart;

    /// <summary>How long the name is, as it stands.</summary>
    public int NameLength;
}
