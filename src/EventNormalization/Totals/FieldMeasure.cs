using System;
using EventNormalization.Aggregation;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// A measure of a field that depends on the time and the id of events, or takes values of any kind.
/// </summary>
internal sealed class FieldMeasure<TState> : Measure
{
    private readonly IAggregator<MeasuredField, TState, MeasureValue> _aggregator;
    private readonly IStateFormat<TState> _format;

    public FieldMeasure(
        string name,
        string field,
        IAggregator<MeasuredField, TState, MeasureValue> aggregator,
        IStateFormat<TState> format)
        : base(name, 1, field)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        (_aggregator, _format) = (aggregator, format);
    }

    /// <summary>Whether values of every kind are measured, and not numbers alone.</summary>
    public bool TakesAnyKind { get; init; }

    internal override bool IsOfNumbers => !TakesAnyKind;

    internal override bool NeedsAmountAlone => false;

    public override MeasureState NewState() => new FieldMeasureState<TState>(this, _aggregator, _format);
}
