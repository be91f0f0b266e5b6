namespace EventNormalization.Normalization;

/// <summary>A member of an event that may be a field: which one, and where its value stands in the raw bytes.</summary>
internal struct FoundValue
{
    /// <summary>The number of the field.</summary>
    public int Field;

    /// <summary>The next member of the same field and rank; -1 if there is none.</summary>
    public int Next;

    /// <summary>Whether the member has the field's own name.</summary>
    public bool IsOwnName;

    /// <summary>The kind of the value.</summary>
    public JsonKind Kind;

    /// <summary>Whether a text had escapes and now stands, unescaped, in the reader's text memory.</summary>
    public bool HasEscapes;

    /// <summary>Whether it is known whether anything is there, and a text is unescaped and trimmed.</summary>
    public bool IsPrepared;

    /// <summary>Whether the value means that nothing is there; known once it is prepared.</summary>
    public bool IsMissing;

    /// <summary>Whether a text is ASCII as it stands.</summary>
    public bool IsAscii;

    /// <summary>Whether a text has printed ASCII characters alone, no quote and no backslash.</summary>
    public bool IsPlain;

    /// <summary>Where the value begins; of a text, behind the quote.</summary>
    public int Start;

    /// <summary>How long the value is; of a text, without the quotes.</summary>
    public int Length;

    /// <summary>The scope of the member, for its path; see <see cref="MemberScope"/>.</summary>
    public int Scope;

    /// <summary>Where the member's name begins, behind the quote.</summary>
    public int NameStart;

    /// <summary>How long the member's name is, as it stands.</summary>
    public int NameLength;
}
