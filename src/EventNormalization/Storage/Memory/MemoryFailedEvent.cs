using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed event as the in-memory store keeps it.</summary>
internal sealed class MemoryFailedEvent(long number, ContentHash key, FailedDelivery first, EnvelopePart? part)
{
    private readonly byte[] _raw = first.Raw.ToArray();
    private readonly bool _isMasked = first.OriginalKey is not null;
    private readonly EventContext _context = first.Context;
    private readonly Instant _firstReceivedAt = first.ReceivedAt;
    private readonly SourceLocation _location = first.Location;
    private IReadOnlyList<FieldError> _reasons = [];
    private RecordId? _id;
    private RecordId? _storedId;

    public long Number { get; } = number;

    public ContentHash Key { get; } = key;

    public string? ClientId { get; } = first.ClientId;

    /// <summary>Its progress; null until its first delivery is recorded.</summary>
    public FailedProgress? Progress { get; private set; }

    public Instant LastReceivedAt { get; set; }

    /// <summary>The edited bytes, of any generation.</summary>
    public ReadOnlyMemory<byte> Edited { get; set; }

    /// <summary>See <see cref="FailedEvent.ByteCount"/>.</summary>
    public long ByteCount =>
        (long)_raw.Length + (Progress!.IsEdited ? Edited.Length : 0) + (part?.Envelope.Length ?? 0);

    public List<UncertainAppend> Uncertain { get; } = [];

    public List<FailedAction> Actions { get; } = [];

    /// <summary>Applies a transition.</summary>
    public void Take(FailedTransition transition)
    {
        Progress = transition.Progress;
        if (transition.Findings is { } findings)
        {
            _reasons = findings.Reasons ?? _reasons;
            _id = findings.ReplacesIds ? findings.Id : findings.Id ?? _id;
            _storedId = findings.ReplacesIds ? findings.StoredId : findings.StoredId ?? _storedId;
        }

        if (transition.Action is { } action)
        {
            Actions.Add(action);
        }
    }

    public FailedEvent ToFailedEvent() => new()
    {
        Number = Number,
        Key = Key,
        Raw = _raw,
        IsMasked = _isMasked,
        Part = part,
        Context = _context,
        Progress = Progress!,
        Reasons = _reasons,
        FirstReceivedAt = _firstReceivedAt,
        LastReceivedAt = LastReceivedAt,
        Location = _location,
        ClientId = ClientId,
        Id = _id,
        StoredId = _storedId,
        Edited = Progress!.IsEdited ? Edited : (ReadOnlyMemory<byte>?)null,
    };
}
