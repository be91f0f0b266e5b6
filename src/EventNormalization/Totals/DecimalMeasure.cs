using System;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>A measure of a decimal field.</summary>
internal sealed class DecimalMeasure<TState> : Measure
{
    private readonly IAggregator<decimal, TState, MeasureValue> _aggregator;
    private readonly IStateFormat<TState> _format;

    public DecimalMeasure(
        string name,
        int version,
        IAggregator<decimal, TState, MeasureValue> aggregator,
        IStateFormat<TState> format,
        string field)
        : base(NameOf(name, field), version, field)
    {
        _aggregator = aggregator;
        _format = format;
        Unit = MeasureUnit.Currency;
    }

    internal override bool NeedsAmountAlone => Field == FieldNames.Amount;

    public override MeasureState NewState() => new DecimalMeasureState<TState>(this, _aggregator, _format);

    private static string NameOf(string name, string field)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        return field == FieldNames.Amount ? name : name + ":" + field;
    }
}
