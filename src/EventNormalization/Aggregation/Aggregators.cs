using System;

namespace EventNormalization.Aggregation;

/// <summary>The aggregators from which others are combined.</summary>
/// <remarks>
/// <code>
/// var revenue = Aggregators.Sum&lt;Order&gt;(o => o.Amount).Where(o => o.IsPaid).GroupBy(o => o.Currency);
/// var byCurrency = orders.Aggregate(revenue);
/// </code>
/// </remarks>
public static partial class Aggregators
{
    /// <summary>How many inputs there are.</summary>
    /// <typeparam name="T">What is counted; inputs that are <see langword="null"/> count, too.</typeparam>
    /// <returns>An aggregator whose total is at least 0.</returns>
    public static IAggregator<T, long, long> Count<T>() => new CountAggregator<T>();

    /// <summary>The exact sum, without trailing zeros; <c>aggregate.range</c> if no decimal holds it exactly.</summary>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose total does not depend on the order of the inputs; of no input 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    public static IAggregator<T, SumState, AggregateResult<decimal>> Sum<T>(Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return default(SumAggregator).SelectInput(amount);
    }

    /// <summary>The least decimal, without trailing zeros; <see langword="null"/> of no input.</summary>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose total does not depend on the order of the inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    public static IAggregator<T, ExtremeState, decimal?> Min<T>(Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return default(MinAggregator).SelectInput(amount);
    }

    /// <summary>The greatest decimal, without trailing zeros; <see langword="null"/> of no input.</summary>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose total does not depend on the order of the inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    public static IAggregator<T, ExtremeState, decimal?> Max<T>(Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return default(MaxAggregator).SelectInput(amount);
    }

    /// <summary>The exact sum divided by the count; <see langword="null"/> of no input.</summary>
    /// <remarks>
    /// Rounded once, half to even, to as many decimals as a <see cref="decimal"/> holds, at most 28; then without
    /// trailing zeros. There is a mean also where the sum itself is <c>aggregate.range</c>.
    /// </remarks>
    /// <typeparam name="T">What holds the decimal.</typeparam>
    /// <param name="amount">Reads the decimal of an input; a pure function.</param>
    /// <returns>An aggregator whose total does not depend on the order of the inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="amount"/> is null.</exception>
    public static IAggregator<T, MeanState, decimal?> Mean<T>(Func<T, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return MeanAggregator.Instance.SelectInput(amount);
    }
}
