using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The state of a measure of whole records.</summary>
internal sealed class RecordMeasureState<TState>(
    Measure measure, IAggregator<NormalizedEvent, TState, MeasureValue> aggregator, IStateFormat<TState> format)
    : MeasureState
{
    private readonly Measure _measure = measure;
    private TState _state = aggregator.Seed();

    public override void Add(NormalizedEvent record, in RecordId id) => aggregator.Add(ref _state, record);

    public override void Merge(MeasureState other)
    {
        if (other is not RecordMeasureState<TState> same || !same._measure.Equals(_measure))
        {
            throw MeasureErrors.OtherMeasure(_measure, nameof(other));
        }

        aggregator.Merge(ref _state, same._state);
    }

    public override void Merge(ReadOnlySpan<byte> bytes) => aggregator.Merge(ref _state, format.Read(bytes));

    public override void Write(IBufferWriter<byte> output) => format.Write(in _state, output);

    public override MeasureValue ToValue() => aggregator.Result(_state);

    internal override void AddAmount(decimal amount) =>
        throw new InvalidOperationException("The measure " + _measure + " needs the whole record.");
}
