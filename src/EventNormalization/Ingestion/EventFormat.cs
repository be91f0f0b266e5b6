namespace EventNormalization.Ingestion;

/// <summary>How a stream holds its events.</summary>
public enum EventFormat
{
    /// <summary>
    /// JSON objects, one a line or spread over lines, one after the other, or in arrays: the bytes decide, line by
    /// line. A line that is none of these is one delivery.
    /// </summary>
    Detect,

    /// <summary>One event a line; a line that is not blank is one delivery whatever it holds.</summary>
    Ndjson,
}
