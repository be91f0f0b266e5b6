namespace EventNormalization.Ingestion;

/// <summary>How a stream holds its events.</summary>
public enum EventFormat
{
    /// <summary>A JSON array if the first line begins with one that it does not end, else <see cref="Ndjson"/>.</summary>
    Detect,

    /// <summary>One event a line; a line that is not blank is one event whatever it holds.</summary>
    Ndjson,

    /// <summary>One JSON array; each element is an event.</summary>
    JsonArray,

    /// <summary>JSON values one after the other, with or without white space between them.</summary>
    Concatenated,
}
