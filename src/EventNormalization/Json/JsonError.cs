namespace EventNormalization.Json;

/// <summary>What is wrong with a JSON document.</summary>
internal enum JsonError : byte
{
    /// <summary>Nothing is wrong so far.</summary>
    None,

    /// <summary>The bytes do not follow the grammar of RFC 8259.</summary>
    Syntax,

    /// <summary>The bytes are not UTF-8, or an escape names half of a surrogate pair.</summary>
    Encoding,

    /// <summary>An object has two members of one name, be they spelled alike or not.</summary>
    DuplicateName,

    /// <summary>Objects and arrays nest deeper than the limit.</summary>
    TooDeep,

    /// <summary>The document has more bytes than the limit.</summary>
    TooLarge,

    /// <summary>An object has more members than the limit.</summary>
    TooManyNames,

    /// <summary>A delivery has more records than the limit.</summary>
    TooManyRecords,
}
