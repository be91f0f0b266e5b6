using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Aggregation;

/// <content>The first and the latest, quantiles, different values, the most frequent ones and histograms.</content>
public static partial class Aggregators
{
    /// <summary>The most different values that <see cref="Distinct"/> counts, unless it is told otherwise.</summary>
    public const int DistinctMax = 100_000;

    /// <summary>The most different values that <see cref="Top"/> counts.</summary>
    public const int TopDistinctMax = 10_000;

    /// <summary>The decimal of the input that comes first in an order; <see langword="null"/> of no input.</summary>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <typeparam name="TOrder">
    /// What orders the inputs; of several at one place, the least decimal is taken.
    /// </typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <param name="order">Where an input stands, such as its time and its id; a pure function.</param>
    /// <returns>An aggregator whose total, without trailing zeros, does not depend on when an input is added.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="amount"/> or <paramref name="order"/> is null.
    /// </exception>
    public static IAggregator<T, EdgeState<TOrder>, decimal?> First<T, TOrder>(
        Func<T, decimal> amount, Func<T, TOrder> order)
    {
        ArgumentNullException.ThrowIfNull(amount);
        ArgumentNullException.ThrowIfNull(order);
        return new EdgeAggregator<T, TOrder>(amount, order, EdgeAggregator<T, TOrder>.End.First);
    }

    /// <summary>The decimal of the input that comes last in an order; <see langword="null"/> of no input.</summary>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <typeparam name="TOrder">
    /// What orders the inputs; of several at one place, the greatest decimal is taken.
    /// </typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <param name="order">Where an input stands, such as its time and its id; a pure function.</param>
    /// <returns>An aggregator whose total, without trailing zeros, does not depend on when an input is added.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="amount"/> or <paramref name="order"/> is null.
    /// </exception>
    public static IAggregator<T, EdgeState<TOrder>, decimal?> Latest<T, TOrder>(
        Func<T, decimal> amount, Func<T, TOrder> order)
    {
        ArgumentNullException.ThrowIfNull(amount);
        ArgumentNullException.ThrowIfNull(order);
        return new EdgeAggregator<T, TOrder>(amount, order, EdgeAggregator<T, TOrder>.End.Latest);
    }

    /// <summary>
    /// How many different values there are, exactly; <c>aggregate.cardinality</c> of more than a bound.
    /// </summary>
    /// <typeparam name="T">What holds the value.</typeparam>
    /// <typeparam name="TValue">What is counted; its own equality tells values apart.</typeparam>
    /// <param name="value">Reads the value of an input; a pure function.</param>
    /// <param name="distinctMax">The bound; at least 1.</param>
    /// <returns>An aggregator that keeps the values, at most as many as the bound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distinctMax"/> is less than 1.</exception>
    public static IAggregator<T, DistinctState<TValue>, AggregateResult<long>> Distinct<T, TValue>(
        Func<T, TValue> value, int distinctMax = DistinctMax)
        where TValue : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(distinctMax);
        return new DistinctAggregator<T, TValue>(
            value, distinctMax, () => AggregateError.Cardinality(distinctMax, "", ", or an estimate"));
    }

    /// <summary>About how many different values there are, in bounded memory (HyperLogLog).</summary>
    /// <remarks>
    /// Up to 1,000 values are counted exactly. Beyond, the standard error is 0.82 %: two of three estimates are nearer
    /// than that, 19 of 20 nearer than twice that.
    /// </remarks>
    /// <typeparam name="T">What holds the value.</typeparam>
    /// <param name="bytesOf">The bytes of an input's value, equal where values are; a pure function.</param>
    /// <returns>An aggregator that keeps at most about 40 KB.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bytesOf"/> is null.</exception>
    public static IAggregator<T, DistinctSketchState, long> DistinctSketch<T>(Func<T, ReadOnlyMemory<byte>> bytesOf)
    {
        ArgumentNullException.ThrowIfNull(bytesOf);
        return default(DistinctSketchAggregator).SelectInput((T input) => StableHash.Of(bytesOf(input).Span));
    }

    /// <summary>A quantile by nearest rank; <see langword="null"/> of no input.</summary>
    /// <remarks>
    /// The least value that at least so many percent of the values do not exceed. It is exact as long as not more than
    /// 1,000 values differ, and always for the least and the greatest. Beyond, it is a number of four digits that is
    /// less than 0.5 % away from the exact quantile.
    /// </remarks>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="percent">From 0 to 100, with at most four decimals; 50 is the median.</param>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose total does not depend on the order of the inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is out of its range.</exception>
    public static IAggregator<T, QuantileState, decimal?> Quantile<T>(decimal percent, Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        NearestRank.Require(percent);
        return default(QuantileAggregator).SelectInput(amount).Select(state => NearestRank.Of(state, percent));
    }

    /// <summary>
    /// The values that come most often, each with how often; <c>aggregate.cardinality</c> of more than
    /// <see cref="TopDistinctMax"/> different values.
    /// </summary>
    /// <typeparam name="T">What holds the value.</typeparam>
    /// <typeparam name="TValue">What is counted; its own equality tells values apart.</typeparam>
    /// <param name="count">How many to list; at least 1.</param>
    /// <param name="value">Reads the value of an input; a pure function.</param>
    /// <param name="order">Orders values that come equally often; it tells any two of them apart.</param>
    /// <returns>An aggregator whose list is ordered by count, the greatest first, then by value.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="value"/> or <paramref name="order"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static IAggregator<T, FrequencyState<TValue>, AggregateResult<ImmutableArray<KeyValuePair<TValue, long>>>>
        Top<T, TValue>(int count, Func<T, TValue> value, IComparer<TValue> order)
        where TValue : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(order);
        return new FrequencyAggregator<T, TValue>(value, TopDistinctMax).Select(state => TopOf(state, count, order));
    }

    /// <summary>How many decimals lie between fixed bounds: 1, 2 and 5 times every power of ten, and 0.</summary>
    /// <remarks>Negative decimals have the same bounds with a minus. Bins without decimals are not listed.</remarks>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose bins are ordered, the lowest first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    public static IAggregator<T, HistogramState, ImmutableArray<HistogramBin>> Histogram<T>(Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return default(HistogramAggregator).SelectInput(amount);
    }

    private static AggregateResult<ImmutableArray<KeyValuePair<TValue, long>>> TopOf<TValue>(
        FrequencyState<TValue> state, int count, IComparer<TValue> order)
        where TValue : notnull => state.IsOver
            ? AggregateError.Cardinality(TopDistinctMax, "", "")
            : TopValues.Of(state.Counts, count, order);
}
