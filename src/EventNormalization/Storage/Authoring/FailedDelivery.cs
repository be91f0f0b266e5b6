using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>One delivery that could not become a stored event.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class FailedDelivery
{
    private StrongBox<ContentHash>? _key;

    /// <summary>The bytes exactly as received, unless <see cref="OriginalKey"/> is set.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>
    /// The key of the bytes received, where <see cref="Raw"/> and <see cref="Part"/> are masked or left out;
    /// <see langword="null"/> where they are as received.
    /// </summary>
    public ContentHash? OriginalKey { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>Where it came from.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Where in an envelope it stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>What the host knew about the delivery besides its bytes.</summary>
    public EventContext Context { get; init; } = EventContext.Empty;

    /// <summary>Why it failed: rejected, pending or in conflict.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is a state that only a queue gives.</exception>
    public required FailedEventState State
    {
        get;
        init => field = value is FailedEventState.Rejected or FailedEventState.Pending or FailedEventState.Conflict
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "A delivery fails as rejected, pending or conflict.");
    }

    /// <summary>Every reason; of a pending event, the store's.</summary>
    public required IReadOnlyList<FieldError> Reasons { get; init; }

    /// <summary>The client, if it could be read.</summary>
    public string? ClientId { get; init; }

    /// <summary>The id, if the event was understood.</summary>
    public RecordId? Id { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId { get; init; }

    /// <summary>
    /// The append of a pending delivery, if it had no answer: the event may be stored. <see langword="null"/> if it is
    /// certainly not stored.
    /// </summary>
    public UncertainAppend? Uncertain { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Raw.Length} bytes at {Location}");

    /// <summary>
    /// The key of the failed event: the SHA-256 of the raw bytes; for a record of an envelope, or a delivery with a
    /// context, the SHA-256 of the concatenated hashes of raw bytes, envelope and context. Always of what was
    /// received, whatever of it is kept.
    /// </summary>
    /// <returns>Equal for deliveries that are one failed event.</returns>
    public ContentHash ComputeKey() =>
        OriginalKey ?? (_key ??= new StrongBox<ContentHash>(KeyOf(Raw.Span, Part, Context))).Value;

    /// <summary>Throws if the members contradict each other.</summary>
    /// <exception cref="ArgumentException">It is uncertain and not pending.</exception>
    internal void Check()
    {
        if (Uncertain is not null && State != FailedEventState.Pending)
        {
            throw new ArgumentException("Only a pending delivery can be uncertain.");
        }
    }

    internal static ContentHash KeyOf(ReadOnlySpan<byte> raw, EnvelopePart? part, EventContext context)
    {
        var ofRaw = ContentHash.Of(raw);
        if (part is null && context.IsEmpty)
        {
            return ofRaw;
        }

        Span<byte> hashes = stackalloc byte[3 * ContentHash.ByteCount];
        ofRaw.CopyTo(hashes);
        (part is null ? ContentHash.Of([]) : ContentHash.FromBytes(part.EnvelopeSha256.Span))
            .CopyTo(hashes[ContentHash.ByteCount..]);
        ContentHash.Of(context.ToJson().Span).CopyTo(hashes[(2 * ContentHash.ByteCount)..]);
        return ContentHash.Of(hashes);
    }
}
