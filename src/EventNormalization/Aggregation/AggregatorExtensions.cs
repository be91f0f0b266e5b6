using System;
using System.Collections.Generic;
using NodaTime;

namespace EventNormalization.Aggregation;

/// <summary>Combines aggregators to new ones, and folds sequences.</summary>
/// <remarks>Every combination keeps the laws of <see cref="IAggregator{TInput, TState, TResult}"/> if the functions
/// that are given are pure.</remarks>
public static class AggregatorExtensions
{
    /// <summary>Adds only the inputs that <paramref name="predicate"/> holds for.</summary>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">
    /// The state of <paramref name="aggregator"/>, which stays that of the new one.
    /// </typeparam>
    /// <typeparam name="TResult">The total, whose type stays.</typeparam>
    /// <param name="aggregator">Sees the inputs that pass.</param>
    /// <param name="predicate">A pure function of the input: asked twice, it answers the same.</param>
    /// <returns>An aggregator whose total does not depend on the other inputs.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="predicate"/> is null.
    /// </exception>
    public static IAggregator<TInput, TState, TResult> Where<TInput, TState, TResult>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TInput, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(predicate);
        return new WhereAggregator<TInput, TState, TResult>(aggregator, predicate);
    }

    /// <summary>Makes another result of the result.</summary>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">
    /// The state of <paramref name="aggregator"/>, which stays that of the new one.
    /// </typeparam>
    /// <typeparam name="TResult">The total before.</typeparam>
    /// <typeparam name="TSelected">The total after.</typeparam>
    /// <param name="aggregator">Computes the total that is changed.</param>
    /// <param name="selector">A pure function; it is called once for each reading of the total.</param>
    /// <returns>An aggregator with the same states and another total.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="selector"/> is null.
    /// </exception>
    public static IAggregator<TInput, TState, TSelected> Select<TInput, TState, TResult, TSelected>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TResult, TSelected> selector)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAggregator<TInput, TState, TResult, TSelected>(aggregator, selector);
    }

    /// <summary>Takes other inputs, and adds what <paramref name="selector"/> makes of each.</summary>
    /// <typeparam name="TOuter">What the new aggregator takes.</typeparam>
    /// <typeparam name="TInput">What <paramref name="aggregator"/> takes.</typeparam>
    /// <typeparam name="TState">
    /// The state of <paramref name="aggregator"/>, which stays that of the new one.
    /// </typeparam>
    /// <typeparam name="TResult">The total, whose type stays.</typeparam>
    /// <param name="aggregator">Sees what <paramref name="selector"/> returns.</param>
    /// <param name="selector">A pure function of the outer input.</param>
    /// <returns>An aggregator with the same states and other inputs.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="selector"/> is null.
    /// </exception>
    public static IAggregator<TOuter, TState, TResult> SelectInput<TOuter, TInput, TState, TResult>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TOuter, TInput> selector)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectInputAggregator<TOuter, TInput, TState, TResult>(aggregator, selector);
    }

    /// <summary>Aggregates the inputs of each key by themselves; a key without inputs is not in the result.</summary>
    /// <remarks>Keys are compared by their own equality. The order of the result's keys means nothing.</remarks>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The state of one group.</typeparam>
    /// <typeparam name="TResult">The total of one group.</typeparam>
    /// <typeparam name="TKey">
    /// What the groups are named by; its equality decides which inputs stand together.
    /// </typeparam>
    /// <param name="aggregator">Computes the total of each group; each group has a state of its own.</param>
    /// <param name="key">A pure function; it must not return <see langword="null"/>.</param>
    /// <returns>An aggregator whose memory grows with the number of distinct keys.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="key"/> is null.
    /// </exception>
    public static IAggregator<TInput, Dictionary<TKey, TState>, IReadOnlyDictionary<TKey, TResult>>
        GroupBy<TInput, TState, TResult, TKey>(
            this IAggregator<TInput, TState, TResult> aggregator, Func<TInput, TKey> key)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(key);
        return new GroupByAggregator<TInput, TState, TResult, TKey>(aggregator, key);
    }

    /// <summary>
    /// Aggregates the inputs of a bounded number of keys by themselves, and those of all other keys together.
    /// </summary>
    /// <remarks>
    /// Kept are the keys whose texts have the least hashes of all keys (XXH64): an even sample that does not depend on
    /// the order of the inputs. Each total that is kept is of all inputs of its key.
    /// </remarks>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The state of one group.</typeparam>
    /// <typeparam name="TResult">The total of one group.</typeparam>
    /// <typeparam name="TKey">
    /// What the groups are named by; its equality decides which inputs stand together.
    /// </typeparam>
    /// <param name="aggregator">Computes the total of each group; each group has a state of its own.</param>
    /// <param name="groupCountMax">How many keys are kept; at least 1.</param>
    /// <param name="key">A pure function; it must not return <see langword="null"/>.</param>
    /// <param name="textOf">A pure function whose texts differ where keys do.</param>
    /// <returns>An aggregator that has at most so many groups, and says whether there were others.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/>, <paramref name="key"/> or <paramref name="textOf"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groupCountMax"/> is less than 1.</exception>
    public static IAggregator<TInput, BoundedGroupsState<TKey, TState>, BoundedGroups<TKey, TResult>>
        GroupByAtMost<TInput, TState, TResult, TKey>(
            this IAggregator<TInput, TState, TResult> aggregator,
            int groupCountMax,
            Func<TInput, TKey> key,
            Func<TKey, string> textOf)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupCountMax);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(textOf);
        return new BoundedGroupByAggregator<TInput, TState, TResult, TKey>(aggregator, groupCountMax, key, textOf);
    }

    /// <summary>Aggregates the inputs of each window of time by themselves; windows may overlap.</summary>
    /// <remarks>
    /// Windows begin at 1970-01-01T00:00:00Z and every step before and after it. An input belongs to every window from
    /// its start to before its end. Windows without inputs are not in the result, which is ordered by their starts.
    /// </remarks>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The state of one step.</typeparam>
    /// <typeparam name="TResult">The total of one window.</typeparam>
    /// <param name="aggregator">Computes the totals; a window merges the states of its steps.</param>
    /// <param name="time">A pure function: when the input happened.</param>
    /// <param name="length">How long a window is: a multiple of the step.</param>
    /// <param name="step">From the start of a window to that of the next; the length for windows side by side.</param>
    /// <returns>An aggregator whose memory grows with the number of steps that have inputs.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="time"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The step is not positive, or the length is no multiple of it from 1 to 10,000 times.
    /// </exception>
    public static IAggregator<TInput, Dictionary<Instant, TState>, IReadOnlyList<AggregateWindow<TResult>>>
        Window<TInput, TState, TResult>(
            this IAggregator<TInput, TState, TResult> aggregator,
            Func<TInput, Instant> time,
            Duration length,
            Duration step)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Duration.Zero);
        WindowLength.Require(length, step);
        return new WindowAggregator<TInput, TState, TResult>(aggregator, time, length, step);
    }

    /// <summary>Runs two aggregators over the same inputs, in one pass, and makes one result of the two.</summary>
    /// <typeparam name="TInput">What both aggregate.</typeparam>
    /// <typeparam name="TFirstState">The state of <paramref name="first"/>.</typeparam>
    /// <typeparam name="TFirst">The total of <paramref name="first"/>.</typeparam>
    /// <typeparam name="TSecondState">The state of <paramref name="second"/>.</typeparam>
    /// <typeparam name="TSecond">The total of <paramref name="second"/>.</typeparam>
    /// <typeparam name="TResult">What is made of both totals.</typeparam>
    /// <param name="first">Sees every input first.</param>
    /// <param name="second">Sees every input, too.</param>
    /// <param name="combine">A pure function of both totals.</param>
    /// <returns>An aggregator whose state holds both states.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="first"/>, <paramref name="second"/> or <paramref name="combine"/> is null.
    /// </exception>
    public static IAggregator<TInput, CombinedState<TFirstState, TSecondState>, TResult>
        Both<TInput, TFirstState, TFirst, TSecondState, TSecond, TResult>(
            this IAggregator<TInput, TFirstState, TFirst> first,
            IAggregator<TInput, TSecondState, TSecond> second,
            Func<TFirst, TSecond, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(combine);
        return new CombinedAggregator<TInput, TFirstState, TFirst, TSecondState, TSecond, TResult>(
            first, second, combine);
    }

    /// <summary>Folds a sequence to its total.</summary>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The state that is folded.</typeparam>
    /// <typeparam name="TResult">The type of the total.</typeparam>
    /// <param name="inputs">Enumerated once, on the caller's thread.</param>
    /// <param name="aggregator">Its order laws make the total independent of the order of the inputs.</param>
    /// <returns>The total; of no input that of <see cref="IAggregator{TInput, TState, TResult}.Seed"/>.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="inputs"/> or <paramref name="aggregator"/> is null.
    /// </exception>
    public static TResult Aggregate<TInput, TState, TResult>(
        this IEnumerable<TInput> inputs, IAggregator<TInput, TState, TResult> aggregator)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(aggregator);
        var state = aggregator.Seed();
        foreach (var input in inputs)
        {
            aggregator.Add(ref state, input);
        }

        return aggregator.Result(state);
    }
}
