using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>The value of a field of an event, with what orders the event among others.</summary>
internal readonly struct MeasuredField(in FieldValue value, Instant timestamp, in RecordId id)
{
    private readonly Instant _timestamp = timestamp;
    private readonly RecordId _id = id;

    /// <summary>The value; decimals without trailing zeros, so that equal ones are written alike.</summary>
    public FieldValue Value { get; } = value.Kind == FieldValueKind.Decimal
        ? FieldValue.FromDecimal(DecimalPowers.Reduce(value.AsDecimal()))
        : value;

    public decimal Number => Value.Kind == FieldValueKind.Decimal ? Value.AsDecimal() : Value.AsInteger();

    public EventOrder Order => new(_timestamp, _id);
}
