using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>The result of ingesting one delivery.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class IngestResult
{
    // Most results are of stored events, so they do not carry the bytes of further hashes.
    private readonly StrongBox<ContentHash>? _failedKey;
    private readonly StrongBox<RecordId>? _storedId;

    /// <summary>What became of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required IngestOutcome Outcome { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Where it came from.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The event's id, if it was understood.</summary>
    public RecordId? Id { get; init; }

    /// <summary>The event's record, if it was understood.</summary>
    public NormalizedEvent? Record { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId
    {
        get => _storedId?.Value;
        init => _storedId = value is { } id ? new StrongBox<RecordId>(id) : null;
    }

    /// <summary>When the event, or the failed event, was first received, if the store reported it.</summary>
    public Instant? FirstReceivedAt { get; init; }

    /// <summary>
    /// The key of the failed event that it became; <see langword="null"/> if it is a stored event, or an envelope.
    /// </summary>
    public ContentHash? FailedKey
    {
        get => _failedKey?.Value;
        init => _failedKey = value is { } key ? new StrongBox<ContentHash>(key) : null;
    }

    /// <summary>
    /// How many deliveries of the stored event there have been, this one included; 0 if it is not stored.
    /// </summary>
    public long Occurrences { get; init; }

    /// <summary>Whether the delivery is an envelope; its results are then in <see cref="Records"/>.</summary>
    public bool IsEnvelope { get; init; }

    /// <summary>
    /// The results of the records of an envelope, in order. The envelope's own outcome is the worst of them: Forbidden,
    /// Rejected, Conflict, Deferred, Accepted, Duplicate; one without records is Accepted, since nothing is left to do.
    /// </summary>
    public IReadOnlyList<IngestResult> Records { get; init; } = [];

    /// <summary>Where a record was in its envelope; <see langword="null"/> if the delivery is the event.</summary>
    public EnvelopePart? Part { get; init; }

    /// <summary>Every reason why it was rejected, deferred or forbidden.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Outcome} {Location}");
}
