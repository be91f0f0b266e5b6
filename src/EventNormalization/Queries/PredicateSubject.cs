using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Queries;

/// <summary>What a predicate is evaluated on: an event, a failed event, or the key of a roll-up.</summary>
internal abstract class PredicateSubject
{
    /// <summary>The value of a field; false if the subject lacks it.</summary>
    public abstract bool TryGetField(string name, out FieldValue value);

    /// <summary>When it happened or, of a failed event, was last received.</summary>
    public abstract Instant Time { get; }

    /// <summary>The bytes as received.</summary>
    public virtual ReadOnlySpan<byte> Raw => default;

    /// <summary>The reasons of a failed event.</summary>
    public virtual IReadOnlyList<FieldError> Reasons => [];

    /// <summary>The event id of a failed event.</summary>
    public virtual RecordId? Id => null;

    /// <summary>The state of a failed event; null of a stored one.</summary>
    public virtual FailedEventState? State => null;
}
