namespace EventNormalization.Access;

/// <summary>What an endpoint needs the right to; each may have an authorization policy of its own.</summary>
internal enum EventRight
{
    /// <summary>Send events.</summary>
    Ingest,

    /// <summary>Read events, failed events, totals and statistics, without payloads.</summary>
    Read,

    /// <summary>Retry, edit, discard, archive and reopen failed events.</summary>
    Manage,

    /// <summary>See raw bytes.</summary>
    Payloads,

    /// <summary>Make stores fail on purpose.</summary>
    Simulate,
}
