using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed event as its store holds it: all deliveries of the same bytes together.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class FailedEvent
{
    private const int NumberByteCount = sizeof(long);

    /// <summary>Its number in the order in which failed events were first seen; at least 1.</summary>
    public required long Number { get; init; }

    /// <summary>Its key; see <see cref="FailedDelivery.ComputeKey"/>. It is not the id of an event.</summary>
    public required ContentHash Key { get; init; }

    /// <summary>The bytes exactly as received, unless they are masked.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>
    /// Whether bytes and envelope are masked or left out, so that its key is not theirs but that of what was received.
    /// </summary>
    public bool IsMasked { get; init; }

    /// <summary>Where in an envelope it first stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>What the host knew about the first delivery besides its bytes.</summary>
    public EventContext Context { get; init; } = EventContext.Empty;

    /// <summary>Its progress: counts, attempts, lease, retry name.</summary>
    public required FailedProgress Progress { get; init; }

    /// <summary>What it waits for, or how it ended.</summary>
    public FailedEventState State => Progress.State;

    /// <summary>How many deliveries of these bytes there have been; at least 1.</summary>
    public long Occurrences => Progress.Counts.Total;

    /// <summary>Every reason, as of its last delivery or retry.</summary>
    public required IReadOnlyList<FieldError> Reasons { get; init; }

    /// <summary>When it was first received.</summary>
    public required Instant FirstReceivedAt { get; init; }

    /// <summary>When it was last received.</summary>
    public required Instant LastReceivedAt { get; init; }

    /// <summary>Where it was first seen.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The client, if it could be read when the bytes were first received.</summary>
    public string? ClientId { get; init; }

    /// <summary>The id, if the event was understood at its last delivery, or has become a stored event.</summary>
    public RecordId? Id { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId { get; init; }

    /// <summary>
    /// The edited bytes that are read instead of those received; <see langword="null"/> if there are none.
    /// </summary>
    public ReadOnlyMemory<byte>? Edited { get; init; }

    /// <summary>The bytes that a retry reads.</summary>
    public ReadOnlyMemory<byte> Content => Edited ?? Raw;

    /// <summary>The bytes that it keeps: those received, those of an edit, and its envelope.</summary>
    public long ByteCount => (long)Raw.Length + (Edited?.Length ?? 0) + (Part?.Envelope.Length ?? 0);

    private string DebuggerDisplay => FormattableString.Invariant(
        $"{Progress?.State} {Key}: {(Reasons is [var first, ..] ? first.Code : "")}");

    /// <summary>
    /// Computes the key of these bytes, this envelope and this context; a store compares it with the key it has stored.
    /// </summary>
    /// <returns>
    /// Equal to the stored key unless the content is damaged; of masked content, which cannot tell, the stored key.
    /// </returns>
    public ContentHash ComputeKey() => IsMasked ? Key : FailedDelivery.KeyOf(Raw.Span, Part, Context);

    /// <summary>The token to continue after this entry, in pages of this order.</summary>
    /// <param name="page">The order; its token and count play no part.</param>
    /// <returns>The token to go on from.</returns>
    /// <exception cref="ArgumentException">Failed events cannot be ordered so.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="page"/> is null.</exception>
    public PageToken TokenFor(PageRequest page)
    {
        ArgumentNullException.ThrowIfNull(page);
        Span<byte> number = stackalloc byte[NumberByteCount];
        BinaryPrimitives.WriteInt64BigEndian(number, Number);
        if (page.SortBy == SortKey.Position)
        {
            return new PageToken(page.SortBy, page.Direction, [], number);
        }

        Span<byte> value = stackalloc byte[SortableBytes.InstantByteCount];
        SortableBytes.Write(FailedEventQuery.ValueOf(page.SortBy, this), value);
        return new PageToken(page.SortBy, page.Direction, value, number);
    }
}
