using System;
using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>Combines aggregators to new ones, and folds sequences.</summary>
/// <remarks>Every combination keeps the laws of <see cref="IAggregator{TInput, TState, TResult}"/> if the functions
/// that are given are pure.</remarks>
public static class AggregatorExtensions
{
    /// <summary>Adds only the inputs that <paramref name="predicate"/> holds for.</summary>
    public static IAggregator<TInput, TState, TResult> Where<TInput, TState, TResult>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TInput, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(predicate);
        return new WhereAggregator<TInput, TState, TResult>(aggregator, predicate);
    }

    /// <summary>Makes another result of the result.</summary>
    public static IAggregator<TInput, TState, TSelected> Select<TInput, TState, TResult, TSelected>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TResult, TSelected> selector)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAggregator<TInput, TState, TResult, TSelected>(aggregator, selector);
    }

    /// <summary>Takes other inputs, and adds what <paramref name="selector"/> makes of each.</summary>
    public static IAggregator<TOuter, TState, TResult> SelectInput<TOuter, TInput, TState, TResult>(
        this IAggregator<TInput, TState, TResult> aggregator, Func<TOuter, TInput> selector)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectInputAggregator<TOuter, TInput, TState, TResult>(aggregator, selector);
    }

    /// <summary>Aggregates the inputs of each key by themselves; a key without inputs is not in the result.</summary>
    /// <remarks>Keys are compared by their own equality. The order of the result's keys means nothing.</remarks>
    public static IAggregator<TInput, Dictionary<TKey, TState>, IReadOnlyDictionary<TKey, TResult>>
        GroupBy<TInput, TState, TResult, TKey>(
            this IAggregator<TInput, TState, TResult> aggregator, Func<TInput, TKey> key)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(key);
        return new GroupByAggregator<TInput, TState, TResult, TKey>(aggregator, key);
    }

    /// <summary>Runs two aggregators over the same inputs, in one pass, and makes one result of the two.</summary>
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
