using System;
using System.Collections.Immutable;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>What an event has besides the four fields of every record.</summary>
internal sealed class MemoryRowExtras(
    ImmutableArray<EventField> fields, ReadOnlyMemory<byte>? identityUtf8, string? clientKey)
{
    public EnvelopePart? Part { get; init; }

    public bool IsMasked { get; init; }

    public required EventContext Context { get; init; }

    public ImmutableArray<EventField> Fields => fields;

    /// <summary>What the id hashes; null where that is the record's JSON.</summary>
    public ReadOnlyMemory<byte>? IdentityUtf8 => identityUtf8;

    public string? ClientKey => clientKey;
}
