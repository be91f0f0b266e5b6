using System;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Queries;

/// <summary>Adapts a record and its raw bytes to predicates; reused for one event after the other.</summary>
internal sealed class RecordSubject : PredicateSubject
{
    private NormalizedEvent? _record;
    private ReadOnlyMemory<byte> _raw;

    public override Instant Time => _record!.Timestamp;

    public override ReadOnlySpan<byte> Raw => _raw.Span;

    /// <summary>Sets the current event.</summary>
    public RecordSubject Of(NormalizedEvent record, ReadOnlyMemory<byte> raw)
    {
        (_record, _raw) = (record, raw);
        return this;
    }

    public override bool TryGetField(string name, out FieldValue value) =>
        RecordFields.TryGet(_record!, name, out value);
}
