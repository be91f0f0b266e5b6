namespace EventNormalization.Normalization;

/// <summary>A member of an event that may be a field: which one, and where its value stands in the raw bytes.</summary>
internal struct FoundValue
{
    /// <summary>Where the value begins; of a text, after the quote.</summary>
    public int Start;

    /// <summary>How long the value is; of a text, without the quotes.</summary>
    public int Length;

    /// <summary>The next member of the same field; -1 if there is none.</summary>
    public int Next;

    /// <summary>The kind of the value, and what is known of it.</summary>
    public FoundValueFlags Kind;

    /// <summary>The rank among the members of the field; see <see cref="FieldRank"/>.</summary>
    public ushort Rank;

    /// <summary>The kind of the value, as parsers know it.</summary>
    public readonly JsonKind JsonKind => (JsonKind)(Kind & FoundValueFlags.JsonKinds);

    /// <summary>Whether a text had escapes and now stands, unescaped, in the reader's text memory.</summary>
    public readonly bool HasEscapes => (Kind & FoundValueFlags.HasEscapes) != 0;

    /// <summary>Whether it is known whether anything is there, and a text is unescaped and trimmed.</summary>
    public readonly bool IsPrepared => (Kind & FoundValueFlags.IsPrepared) != 0;

    /// <summary>Whether the value means that nothing is there; known once it is prepared.</summary>
    public readonly bool IsMissing => (Kind & FoundValueFlags.IsMissing) != 0;

    /// <summary>Whether it stands in an object around the record.</summary>
    public readonly bool IsOuter => (Kind & FoundValueFlags.IsOuter) != 0;

    /// <summary>Whether a text is ASCII as it stands.</summary>
    public readonly bool IsAscii => (Kind & FoundValueFlags.IsAscii) != 0;

    /// <summary>Whether a text has printed ASCII characters alone, no quote and no backslash.</summary>
    public readonly bool IsPlain => (Kind & FoundValueFlags.IsPlain) != 0;

    /// <summary>Whether a text has half of a surrogate pair, so that it is no Unicode text.</summary>
    public readonly bool HasHalves => (Kind & FoundValueFlags.HasHalves) != 0;

    /// <summary>Whether it stands in the reader's text memory: it had escapes, or was put together.</summary>
    public readonly bool IsInTexts => (Kind & (FoundValueFlags.HasEscapes | FoundValueFlags.IsJoined)) != 0;
}
