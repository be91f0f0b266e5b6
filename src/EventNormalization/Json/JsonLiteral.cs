namespace EventNormalization.Json;

/// <summary>The three words that JSON knows.</summary>
internal enum JsonLiteral : byte
{
    /// <summary>The word <c>null</c>.</summary>
    Null,

    /// <summary>The word <c>false</c>.</summary>
    False,

    /// <summary>The word <c>true</c>.</summary>
    True,
}
