namespace EventNormalization.Canonicalization;

/// <summary>A member of an object that is being read: its name's place in the order, and its bytes.</summary>
internal struct CanonicalMember
{
    /// <summary>The first eight bytes of the name, as a number that sorts as the name does.</summary>
    public ulong Prefix;

    /// <summary>Where the name begins: in the document, or, as the complement, among the unescaped names.</summary>
    public int NameStart;

    /// <summary>The number of bytes of the name without quotes and escapes.</summary>
    public int NameLength;

    /// <summary>Where the name stands in the document, quote included, as messages give it.</summary>
    public int Position;

    /// <summary>Where the member begins in the canonical text.</summary>
    public int Start;

    /// <summary>The number of bytes of the member in the canonical text, without a comma.</summary>
    public int Length;
}
