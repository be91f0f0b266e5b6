namespace EventNormalization.Canonicalization;

/// <summary>An object or array that is still open.</summary>
internal struct CanonicalFrame
{
    public bool IsObject;

    /// <summary>Whether each name followed the one before it, so that none repeats and none must move.</summary>
    public bool IsOrdered;

    /// <summary>The index of the object's first member among those of all open objects.</summary>
    public int FirstMember;
}
