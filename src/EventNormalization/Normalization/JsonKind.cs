namespace EventNormalization.Normalization;

/// <summary>The kinds of JSON value that a field parser is offered.</summary>
/// <remarks><c>null</c> and text without content are missing values and never reach a parser.</remarks>
public enum JsonKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number (RFC 8259, section 6).</summary>
    Number,

    /// <summary>The literal <c>true</c>.</summary>
    True,

    /// <summary>The literal <c>false</c>.</summary>
    False,

    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON array.</summary>
    Array,
}
