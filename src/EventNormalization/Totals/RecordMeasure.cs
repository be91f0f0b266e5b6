using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>A measure of whole records.</summary>
internal sealed class RecordMeasure<TState>(
    string name,
    int version,
    IAggregator<NormalizedEvent, TState, MeasureValue> aggregator,
    IStateFormat<TState> format) : Measure(name, version, null)
{
    internal override bool NeedsAmountAlone => false;

    public override MeasureState NewState() => new RecordMeasureState<TState>(this, aggregator, format);
}
