namespace EventNormalization.Pipeline;

/// <summary>What is kept of raw bytes beyond what the schema reads.</summary>
/// <remarks>
/// Masking replaces every text of a member that the schema does not read by <c>"*"</c> and every number by 0, in the
/// raw bytes and in the envelope, before anything is stored. Names of members, <c>true</c>, <c>false</c> and
/// <c>null</c> stay, and so does the context that the host gives. The masked bytes read as the same event; an event of
/// which that is not so is rejected with <c>json.unmaskable</c>. Keys of failed events stay those of the bytes
/// received.
/// </remarks>
public enum PayloadMasking
{
    /// <summary>Raw bytes are kept exactly as received.</summary>
    None,

    /// <summary>Events are masked; the bytes of what was never understood are kept whole.</summary>
    KeepRefused,

    /// <summary>
    /// Events are masked; of what was never understood no bytes are kept, and no text that was found: it can be counted
    /// and discarded, not retried.
    /// </summary>
    DropRefused,
}
