using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>A measure of a decimal field.</summary>
/// <remarks>
/// The aggregator's type is a type parameter, so adding to a state costs one virtual call if the aggregator is a
/// struct, as the library's are.
/// </remarks>
internal sealed class DecimalMeasure<TState, TResult, TAggregator> : Measure
    where TAggregator : IAggregator<decimal, TState, TResult>
{
    private readonly TAggregator _aggregator;
    private readonly Func<TResult, MeasureValue> _toValue;
    private readonly IStateFormat<TState> _format;

    public DecimalMeasure(
        (string Measure, string Field) name,
        int version,
        TAggregator aggregator,
        (Func<TResult, MeasureValue> ToValue, IStateFormat<TState> Format) reading)
        : base(NameOf(name.Measure, name.Field), version, name.Field)
    {
        _aggregator = aggregator;
        (_toValue, _format) = reading;
        Unit = MeasureUnit.Currency;
    }

    /// <summary>
    /// Where a summary of the amounts has the state, of which it can then be read; null if it has none.
    /// </summary>
    public SummaryPart<TState>? Part { get; init; }

    internal override bool NeedsAmountAlone => Field == FieldNames.Amount;

    internal override bool IsInSummary => Part is not null && NeedsAmountAlone;

    public override MeasureState NewState() =>
        new DecimalMeasureState<TState, TResult, TAggregator>(this, _aggregator, _toValue, _format);

    internal override MeasureValue ToValue(ref DecimalSummary amounts) =>
        Part is null ? base.ToValue(ref amounts) : _toValue(_aggregator.Result(Part(ref amounts)));

    internal override void Write(ref DecimalSummary amounts, IBufferWriter<byte> output)
    {
        if (Part is null)
        {
            base.Write(ref amounts, output);
        }
        else
        {
            _format.Write(in Part(ref amounts), output);
        }
    }

    internal override void Merge(ref DecimalSummary amounts, MeasureState state)
    {
        if (Part is null || state is not IAggregatorState<TState> same || !same.Measure.Equals(this))
        {
            throw MeasureErrors.OtherMeasure(this, nameof(state));
        }

        _aggregator.Merge(ref Part(ref amounts), same.State);
    }

    private static string NameOf(string name, string field)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        return field == FieldNames.Amount ? name : name + ":" + field;
    }
}
