using System;

namespace EventNormalization.Identity;

/// <summary>
/// The text that an event's id hashes, if it is known; the default is the record's own JSON, hashed again.
/// </summary>
public readonly struct EventIdentity
{
    /// <summary>
    /// The canonical JSON (RFC 8785) of the identity fields; <see langword="null"/> is that of the record.
    /// </summary>
    public ReadOnlyMemory<byte>? Utf8 { get; init; }

    /// <summary>The client's own key of the event; <see langword="null"/> where the schema declares none.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The id that the identity must hash to; <see langword="null"/> accepts any.</summary>
    public RecordId? Id { get; init; }
}
