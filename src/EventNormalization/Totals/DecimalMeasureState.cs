using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries;

namespace EventNormalization.Totals;

/// <summary>The state of a measure of a decimal field.</summary>
internal sealed class DecimalMeasureState<TState>(
    DecimalMeasure<TState> measure, IAggregator<decimal, TState, MeasureValue> aggregator, IStateFormat<TState> format)
    : MeasureState
{
    private readonly Measure _measure = measure;
    private readonly bool _isOfAmount = measure.NeedsAmountAlone;
    private TState _state = aggregator.Seed();

    /// <summary>What is known so far, for measures that follow from this one.</summary>
    public TState State => _state;

    public override void Add(NormalizedEvent record)
    {
        if (_isOfAmount)
        {
            aggregator.Add(ref _state, record.Amount);
        }
        else if (RecordFields.TryGet(record, _measure.Field!, out var value)
            && value.Kind is FieldValueKind.Decimal or FieldValueKind.Integer)
        {
            aggregator.Add(ref _state, value.Kind == FieldValueKind.Decimal ? value.AsDecimal() : value.AsInteger());
        }
    }

    public override void Merge(MeasureState other)
    {
        if (other is not DecimalMeasureState<TState> same || !same._measure.Equals(_measure))
        {
            throw MeasureErrors.OtherMeasure(_measure, nameof(other));
        }

        aggregator.Merge(ref _state, same._state);
    }

    public override void Merge(ReadOnlySpan<byte> bytes) => aggregator.Merge(ref _state, format.Read(bytes));

    public override void Write(IBufferWriter<byte> output) => format.Write(in _state, output);

    public override MeasureValue ToValue() => aggregator.Result(_state);

    internal override void AddAmount(decimal amount) => aggregator.Add(ref _state, amount);
}
