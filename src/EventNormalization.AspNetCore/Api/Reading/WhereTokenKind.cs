namespace EventNormalization.Api.Reading;

/// <summary>What a token of a condition is.</summary>
internal enum WhereTokenKind
{
    /// <summary>The end of the condition.</summary>
    End,

    /// <summary>A word without quotes: a name, a value, <c>and</c>, <c>or</c>, <c>not</c>.</summary>
    Word,

    /// <summary>A text in quotes, which is never a keyword.</summary>
    Quoted,

    /// <summary>A comparison.</summary>
    Operator,

    /// <summary>A bracket.</summary>
    Bracket,
}
