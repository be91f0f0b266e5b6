using System;
using EventNormalization.Aggregation;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The exact sum of a decimal field divided by how many events have it; it follows from these two.</summary>
internal sealed class MeanMeasure : Measure
{
    public MeanMeasure(Measure sum, Measure count)
        : base("mean" + sum.Name["sum".Length..], 1, sum.Field, [sum, count])
    {
        Unit = MeasureUnit.Currency;
        NeedsAmountAlone = sum.NeedsAmountAlone && count.NeedsAmountAlone;
    }

    internal override bool NeedsAmountAlone { get; }

    internal override bool IsInSummary => NeedsAmountAlone;

    public override MeasureState NewState() => new PartsState(this);

    internal override MeasureValue ToValue(ReadOnlySpan<MeasureState> parts)
    {
        var sum = ((IAggregatorState<SumState>)parts[0]).State;
        var count = ((IAggregatorState<long>)parts[1]).State;
        return ValueOf(new MeanState(sum, count));
    }

    internal override MeasureValue ToValue(ref DecimalSummary amounts) =>
        ValueOf(new MeanState(amounts.Sum, amounts.Count));

    private static MeasureValue ValueOf(MeanState state) =>
        MeasureValue.FromDecimal(MeanAggregator.Instance.Result(state));
}
