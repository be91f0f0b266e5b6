using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>The measures that the library ships.</summary>
public static partial class Measures
{
    /// <summary>How many events there are. Its name is <c>count</c>.</summary>
    public static Measure Count { get; } = CountOf(FieldNames.Amount);

    /// <summary>The exact sum of the amounts, or <c>aggregate.range</c>. Its name is <c>sum</c>.</summary>
    public static Measure Sum { get; } = SumOf(FieldNames.Amount);

    /// <summary>The smallest amount. Its name is <c>min</c>.</summary>
    public static Measure Min { get; } = MinOf(FieldNames.Amount);

    /// <summary>The largest amount. Its name is <c>max</c>.</summary>
    public static Measure Max { get; } = MaxOf(FieldNames.Amount);

    /// <summary>
    /// The sum divided by the count, rounded once, half to even, to at most 28 decimals. Its name is <c>mean</c>. It
    /// exists also where the sum is out of range.
    /// </summary>
    public static Measure Mean { get; } = new MeanMeasure(Sum, Count);

    /// <summary>Count, sum, min, max and mean of the amounts.</summary>
    public static ImmutableArray<Measure> Standard { get; } = [Count, Sum, Min, Max, Mean];

    /// <summary>How many events have a decimal field.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>count:field</c>.</returns>
    public static Measure CountOf(string field) => new DecimalMeasure<long, long, CountAggregator<decimal>>(
        ("count", field), 1, default, (MeasureValue.FromInteger, StandardFormats.Count))
    {
        Unit = MeasureUnit.Events,
        Part = DecimalSummary.CountIn,
    };

    /// <summary>The exact sum of a decimal field.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>sum:field</c>.</returns>
    public static Measure SumOf(string field) => new DecimalMeasure<SumState, AggregateResult<decimal>, SumAggregator>(
        ("sum", field), 1, default, (MeasureValue.FromResult, StandardFormats.Sum))
    {
        Part = DecimalSummary.SumIn,
    };

    /// <summary>The smallest value of a decimal field.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>min:field</c>.</returns>
    public static Measure MinOf(string field) => new DecimalMeasure<ExtremeState, decimal?, MinAggregator>(
        ("min", field), 1, default, (MeasureValue.FromDecimal, StandardFormats.Extreme))
    {
        Part = DecimalSummary.MinIn,
    };

    /// <summary>The largest value of a decimal field.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>max:field</c>.</returns>
    public static Measure MaxOf(string field) => new DecimalMeasure<ExtremeState, decimal?, MaxAggregator>(
        ("max", field), 1, default, (MeasureValue.FromDecimal, StandardFormats.Extreme))
    {
        Part = DecimalSummary.MaxIn,
    };

    /// <summary>The mean of a decimal field over the events that have it.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>The measure <c>mean:field</c>.</returns>
    public static Measure MeanOf(string field) => new MeanMeasure(SumOf(field), CountOf(field));

    /// <summary>Finds a measure by its name.</summary>
    /// <remarks>
    /// Known are <c>count</c>, <c>sum</c>, <c>min</c>, <c>max</c>, <c>mean</c>, <c>first</c>, <c>latest</c>,
    /// <c>histogram</c> and quantiles such as <c>p50</c> and <c>p99.9</c>, each with <c>:field</c> for another decimal
    /// field than the amount; <c>distinct:field</c>, <c>distinct~:field</c> and <c>top:10:field</c> for any field.
    /// </remarks>
    /// <param name="name">The name, such as <c>sum</c> or <c>sum:fee</c>.</param>
    /// <param name="measure">The one of this name; <see langword="null"/> where the library ships none.</param>
    /// <returns>Whether the library ships it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static bool TryFind(string name, [NotNullWhen(true)] out Measure? measure)
    {
        ArgumentNullException.ThrowIfNull(name);
        measure = MeasureNames.Find(name);
        return measure is not null;
    }
}
