using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The most frequent values of a field; lists of any length follow from one state.</summary>
internal sealed class TopMeasure : Measure
{
    /// <summary>The name of the state that the lists follow from; no other measure may have it.</summary>
    public const string PartName = "frequencies";

    private static readonly IComparer<FieldValue> Order =
        Comparer<FieldValue>.Create((left, right) => GroupKeyComparer.Compare(left, right));

    private readonly int _count;

    public TopMeasure(int count, string field)
        : base(FormattableString.Invariant($"top:{count}:{field}"), 1, field, [PartOf(field)]) => _count = count;

    internal override bool IsOfNumbers => false;

    internal override bool NeedsAmountAlone => false;

    public override MeasureState NewState() => new PartsState(this);

    internal override MeasureValue ToValue(ReadOnlySpan<MeasureState> parts)
    {
        var state = ((IAggregatorState<FrequencyState<FieldValue>>)parts[0]).State;
        return state.IsOver
            ? MeasureValue.FromError(AggregateError.Cardinality(Measures.TopDistinctMax, " of " + Field, ""))
            : MeasureValue.FromEntries([.. TopValues.Of(state.Counts, _count, Order).Select(
                value => new MeasureEntry(value.Key, FieldValue.FromInteger(value.Value)))]);
    }

    private static FieldMeasure<FrequencyState<FieldValue>> PartOf(string field) => new(
        PartName + ":" + field,
        field,
        new FrequencyAggregator<MeasuredField, FieldValue>(value => value.Value, Measures.TopDistinctMax)
            .Select(_ => default(MeasureValue)),
        ValueFormats.Frequencies)
    {
        TakesAnyKind = true,
    };
}
