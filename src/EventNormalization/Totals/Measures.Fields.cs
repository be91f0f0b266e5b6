using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <content>The first and the latest, quantiles, different values, the most frequent ones and histograms.</content>
public static partial class Measures
{
    /// <summary>The most different values that <see cref="DistinctOf"/> counts in one group.</summary>
    public const int DistinctMax = Aggregators.DistinctMax;

    /// <summary>The most different values that <see cref="TopOf"/> counts in one group.</summary>
    public const int TopDistinctMax = Aggregators.TopDistinctMax;

    /// <summary>The most values that <see cref="TopOf"/> lists.</summary>
    public const int TopCountMax = 1_000;

    /// <summary>
    /// The amount of the earliest event; of several at one instant, that of the least id. Its name is <c>first</c>.
    /// </summary>
    public static Measure First { get; } = FirstOf(FieldNames.Amount);

    /// <summary>
    /// The amount of the latest event; of several at one instant, that of the greatest id. Its name is <c>latest</c>.
    /// </summary>
    public static Measure Latest { get; } = LatestOf(FieldNames.Amount);

    /// <summary>A decimal field of the earliest event that has it; ties go to the least id.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>first:field</c>.</returns>
    public static Measure FirstOf(string field) => EdgeOf(
        "first", field, Aggregators.First<MeasuredField, EventOrder>(value => value.Number, value => value.Order));

    /// <summary>A decimal field of the latest event that has it; ties go to the greatest id.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>latest:field</c>.</returns>
    public static Measure LatestOf(string field) => EdgeOf(
        "latest", field, Aggregators.Latest<MeasuredField, EventOrder>(value => value.Number, value => value.Order));

    /// <summary>How many different values a field has, exactly; events without the field do not count.</summary>
    /// <remarks>
    /// More than <see cref="DistinctMax"/> in one group are the error <c>aggregate.cardinality</c>, whatever the order
    /// of the events was; <see cref="DistinctSketchOf"/> estimates them. Decimals are equal whatever their trailing
    /// zeros.
    /// </remarks>
    /// <param name="field">The name of any field, also of the client, the metric or the timestamp.</param>
    /// <returns>The measure <c>distinct:field</c>.</returns>
    public static Measure DistinctOf(string field) => new FieldMeasure<DistinctState<FieldValue>>(
        "distinct:" + field,
        field,
        new DistinctAggregator<MeasuredField, FieldValue>(
            value => value.Value,
            DistinctMax,
            () => AggregateError.Cardinality(DistinctMax, " of " + field, ", or distinct~:" + field))
            .Select(count => count.IsSuccess
                ? MeasureValue.FromInteger(count.Value)
                : MeasureValue.FromError(count.Error)),
        ValueFormats.Distinct)
    {
        TakesAnyKind = true,
    };

    /// <summary>About how many different values a field has, in bounded memory (HyperLogLog).</summary>
    /// <remarks>
    /// Up to 1,000 values are counted exactly. Beyond, the standard error is 0.82 %: two of three estimates are nearer
    /// than that, 19 of 20 nearer than twice that.
    /// </remarks>
    /// <param name="field">The name of any field, also of the client, the metric or the timestamp.</param>
    /// <returns>The measure <c>distinct~:field</c>.</returns>
    public static Measure DistinctSketchOf(string field) => new FieldMeasure<DistinctSketchState>(
        "distinct~:" + field,
        field,
        default(DistinctSketchAggregator)
            .SelectInput((MeasuredField value) => FieldValueBytes.HashOf(value.Value))
            .Select(MeasureValue.FromInteger),
        StandardFormats.DistinctSketch)
    {
        TakesAnyKind = true,
    };

    /// <summary>A quantile of a decimal field, by nearest rank.</summary>
    /// <remarks>
    /// The least value that at least so many percent of the values do not exceed. It is exact as long as not more than
    /// 1,000 values of a group differ, and always for the least and the greatest. Beyond, it is a number of four digits
    /// that is less than 0.5 % away from the exact quantile.
    /// </remarks>
    /// <param name="percent">From 0 to 100, with at most four decimals: 50 is the median.</param>
    /// <param name="field">The field's name; by default the amount.</param>
    /// <returns>The measure <c>p50</c>, or <c>p50:field</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quantile.</exception>
    public static Measure QuantileOf(decimal percent, string field = FieldNames.Amount) =>
        new QuantileMeasure(percent, field);

    /// <summary>The most frequent values of a field, each with how many events have it.</summary>
    /// <remarks>
    /// Ordered by count, the greatest first, then by value. More than <see cref="TopDistinctMax"/> different values in
    /// one group are the error <c>aggregate.cardinality</c>, whatever the order of the events was.
    /// </remarks>
    /// <param name="count">How many to list: from 1 to <see cref="TopCountMax"/>.</param>
    /// <param name="field">The name of any field, also of the client, the metric or the timestamp.</param>
    /// <returns>The measure <c>top:count:field</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of its range.</exception>
    public static Measure TopOf(int count, string field)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, TopCountMax);
        return new TopMeasure(count, field);
    }

    /// <summary>How many values of a decimal field lie between fixed bounds.</summary>
    /// <remarks>
    /// The bounds are 1, 2 and 5 times every power of ten, the same with a minus, and 0; each entry of the list is the
    /// least value of a bin, and how many values lie from it to before the next bound. Bins without values are not
    /// listed.
    /// </remarks>
    /// <param name="field">The field's name; by default the amount.</param>
    /// <returns>The measure <c>histogram</c>, or <c>histogram:field</c>.</returns>
    public static Measure HistogramOf(string field = FieldNames.Amount) =>
        new DecimalMeasure<HistogramState, ImmutableArray<HistogramBin>, HistogramAggregator>(
            ("histogram", field), 1, default, (ToValue, StandardFormats.Histogram));

    private static FieldMeasure<EdgeState<EventOrder>> EdgeOf(
        string name, string field, IAggregator<MeasuredField, EdgeState<EventOrder>, decimal?> aggregator) =>
        new(field == FieldNames.Amount ? name : name + ":" + field,
            field,
            aggregator.Select(MeasureValue.FromDecimal),
            ValueFormats.Edge)
        {
            Unit = MeasureUnit.Currency,
        };

    private static MeasureValue ToValue(ImmutableArray<HistogramBin> bins) => MeasureValue.FromEntries(
        [.. bins.Select(bin => new MeasureEntry(
            FieldValue.FromDecimal(bin.LowerBound), FieldValue.FromInteger(bin.Count)))]);
}
