namespace EventNormalization.Json;

/// <summary>What an escape for half of a surrogate pair is.</summary>
internal enum SurrogateHalves
{
    /// <summary>A fault, since no Unicode text has one.</summary>
    Refused,

    /// <summary>Well-formed by RFC 8259; the text is marked.</summary>
    Kept,
}
