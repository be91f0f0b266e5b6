namespace EventNormalization.Envelopes;

/// <summary>How a text holds JSON.</summary>
public enum TextEncoding
{
    /// <summary>The text is JSON.</summary>
    Json,

    /// <summary>
    /// The text is JSON in base64 (RFC 4648, either alphabet, with or without padding). A text that is no base64 is
    /// read as it stands.
    /// </summary>
    Base64,
}
