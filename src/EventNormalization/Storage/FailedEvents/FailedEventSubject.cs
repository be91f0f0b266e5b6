using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Adapts a failed event to predicates.</summary>
internal sealed class FailedEventSubject(FailedEvent entry) : PredicateSubject
{
    public override Instant Time => entry.LastReceivedAt;

    public override ReadOnlySpan<byte> Raw => entry.Raw.Span;

    public override IReadOnlyList<FieldError> Reasons => entry.Reasons;

    public override RecordId? Id => entry.Id;

    public override FailedEventState? State => entry.State;

    public override bool TryGetField(string name, out FieldValue value)
    {
        var isKnown = name == FieldNames.ClientId && entry.ClientId is not null;
        value = isKnown ? FieldValue.FromText(entry.ClientId!) : default;
        return isKnown;
    }
}
