using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The state of a measure of a decimal field.</summary>
internal sealed class DecimalMeasureState<TState, TResult, TAggregator>(
    Measure measure, TAggregator aggregator, Func<TResult, MeasureValue> toValue, IStateFormat<TState> format)
    : MeasureState, IAggregatorState<TState>
    where TAggregator : IAggregator<decimal, TState, TResult>
{
    private readonly Measure _measure = measure;
    private readonly bool _isOfAmount = measure.NeedsAmountAlone;

    // Not readonly, since each call would then copy the struct.
#pragma warning disable IDE0044
    private TAggregator _aggregator = aggregator;
#pragma warning restore IDE0044
    private TState _state = aggregator.Seed();

    public Measure Measure => _measure;

    public TState State => _state;

    public override void Add(NormalizedEvent record, in RecordId id)
    {
        if (_isOfAmount)
        {
            _aggregator.Add(ref _state, record.Amount);
        }
        else if (RecordFields.TryGet(record, _measure.Field!, out var value)
            && value.Kind is FieldValueKind.Decimal or FieldValueKind.Integer)
        {
            _aggregator.Add(ref _state, value.Kind == FieldValueKind.Decimal ? value.AsDecimal() : value.AsInteger());
        }
    }

    public override void Merge(MeasureState other)
    {
        if (other is not DecimalMeasureState<TState, TResult, TAggregator> same || !same._measure.Equals(_measure))
        {
            throw MeasureErrors.OtherMeasure(_measure, nameof(other));
        }

        _aggregator.Merge(ref _state, same._state);
    }

    public override void Merge(ReadOnlySpan<byte> bytes) => _aggregator.Merge(ref _state, format.Read(bytes));

    public override void Write(IBufferWriter<byte> output) => format.Write(in _state, output);

    public override MeasureValue ToValue() => toValue(_aggregator.Result(_state));

    internal override void AddAmount(decimal amount) => _aggregator.Add(ref _state, amount);
}
