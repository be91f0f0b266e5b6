using System;
using System.Collections.Immutable;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>What an event has beside the four fields of every record.</summary>
internal sealed class MemoryRowExtras(
    ImmutableArray<EventField> fields, ReadOnlyMemory<byte>? identityUtf8, string? clientKey)
{
    public EnvelopePart? Part { get; init; }

    public required EventContext Context { get; init; }

    public ImmutableArray<EventField> Fields => fields;

    /// <summary>The identity text; null where it is the canonical JSON of the record.</summary>
    public ReadOnlyMemory<byte>? IdentityUtf8 => identityUtf8;

    public string? ClientKey => clientKey;
}
