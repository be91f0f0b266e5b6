namespace EventNormalization.Api.Reading;

/// <summary>The forms in which lists are given.</summary>
internal enum ReadFormat
{
    /// <summary>A page as one JSON object.</summary>
    Json,

    /// <summary>All, one JSON object a line.</summary>
    Ndjson,

    /// <summary>All, as CSV (RFC 4180).</summary>
    Csv,
}
