namespace EventNormalization.Canonicalization;

/// <summary>An object or array that is still open.</summary>
internal struct CanonicalFrame
{
    public bool IsObject;

    /// <summary>Whether every name so far came behind the one before it, so that there is nothing to sort or repeat.</summary>
    public bool IsOrdered;

    /// <summary>The index of the object's first member among those of all open objects.</summary>
    public int FirstMember;
}
