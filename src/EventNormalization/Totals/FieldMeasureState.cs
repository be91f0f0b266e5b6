using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The state of a measure of a field; events that lack it are not measured.</summary>
internal sealed class FieldMeasureState<TState>(
    FieldMeasure<TState> measure,
    IAggregator<MeasuredField, TState, MeasureValue> aggregator,
    IStateFormat<TState> format) : MeasureState, IAggregatorState<TState>
{
    private TState _state = aggregator.Seed();

    public Measure Measure => measure;

    public TState State => _state;

    public override void Add(NormalizedEvent record, in RecordId id)
    {
        if (RecordFields.TryGet(record, measure.Field!, out var value)
            && (measure.TakesAnyKind || value.Kind is FieldValueKind.Decimal or FieldValueKind.Integer))
        {
            aggregator.Add(ref _state, new MeasuredField(value, record.Timestamp, id));
        }
    }

    public override void Merge(MeasureState other)
    {
        if (other is not FieldMeasureState<TState> same || !same.Measure.Equals(measure))
        {
            throw MeasureErrors.OtherMeasure(measure, nameof(other));
        }

        aggregator.Merge(ref _state, same._state);
    }

    public override void Merge(ReadOnlySpan<byte> bytes) => aggregator.Merge(ref _state, format.Read(bytes));

    public override void Write(IBufferWriter<byte> output) => format.Write(in _state, output);

    public override MeasureValue ToValue() => aggregator.Result(_state);

    internal override void AddAmount(decimal amount) =>
        throw new InvalidOperationException("The measure " + measure + " needs the whole record.");
}
