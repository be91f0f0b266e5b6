using System;
using EventNormalization.Aggregation;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>A quantile of a decimal field; all quantiles of a field follow from one state.</summary>
internal sealed class QuantileMeasure : Measure
{
    /// <summary>The name of the state that quantiles follow from; no other measure may have it.</summary>
    public const string PartName = "quantiles";

    private readonly decimal _percent;

    public QuantileMeasure(decimal percent, string field)
        : this(percent, PartOf(field))
    {
    }

    private QuantileMeasure(decimal percent, Measure part)
        : base(NameOf(percent) + part.Name[PartName.Length..], 1, part.Field, [part])
    {
        _percent = percent;
        Unit = MeasureUnit.Currency;
        NeedsAmountAlone = part.NeedsAmountAlone;
    }

    internal override bool NeedsAmountAlone { get; }

    public override MeasureState NewState() => new PartsState(this);

    /// <summary>The name of a quantile of the amount, such as <c>p99.9</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quantile.</exception>
    public static string NameOf(decimal percent)
    {
        NearestRank.Require(percent);
        return FormattableString.Invariant($"p{DecimalPowers.Reduce(percent)}");
    }

    internal override MeasureValue ToValue(ReadOnlySpan<MeasureState> parts) =>
        MeasureValue.FromDecimal(NearestRank.Of(((IAggregatorState<QuantileState>)parts[0]).State, _percent));

    private static DecimalMeasure<QuantileState, QuantileState, QuantileAggregator> PartOf(string field) =>
        new((PartName, field), 1, default, (_ => default, StandardFormats.Quantiles));
}
