using System;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Identity;

/// <summary>A record with its id and the delivery it was read from: what a store takes and gives back.</summary>
/// <remarks>Law: <see cref="Id"/> is the SHA-256 of <see cref="IdentityUtf8"/>; see <see cref="IsIntact"/>.</remarks>
public sealed class IdentifiedEvent
{
    /// <summary>The id: the SHA-256 of <see cref="IdentityUtf8"/>.</summary>
    public required EventId Id { get; init; }

    /// <summary>What the event means.</summary>
    public required NormalizedEvent Record { get; init; }

    /// <summary>The canonical JSON (RFC 8785) of the identity fields.</summary>
    /// <remarks>Where the schema adds nothing, it is the canonical JSON of the record itself.</remarks>
    public required ReadOnlyMemory<byte> IdentityUtf8 { get; init; }

    /// <summary>The bytes of the delivery, exactly as received.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Where in an envelope it stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>What the host knew of the delivery beside its bytes.</summary>
    public EventContext Context { get; init; } = EventContext.Empty;

    /// <summary>When the delivery was received; of a stored event, when it was first received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The client's own key of the event; <see langword="null"/> where the schema declares none.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The rules it was read by; see <see cref="Identity.RulesFingerprint"/>.</summary>
    public required string RulesFingerprint { get; init; }

    /// <summary>Whether the id still is the hash of the identity text. A store checks it on what it reads back.</summary>
    public bool IsIntact() => EventId.FromContent(IdentityUtf8.Span) == Id;
}
