using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace EventNormalization.Aggregation;

/// <summary>Keeps one state of an aggregator for each key.</summary>
internal sealed class GroupByAggregator<TInput, TState, TResult, TKey>(
    IAggregator<TInput, TState, TResult> inner, Func<TInput, TKey> key)
    : IAggregator<TInput, Dictionary<TKey, TState>, IReadOnlyDictionary<TKey, TResult>>
    where TKey : notnull
{
    public Dictionary<TKey, TState> Seed() => [];

    public void Add(ref Dictionary<TKey, TState> state, TInput input) =>
        inner.Add(ref StateOf(state, key(input)), input);

    public void Merge(ref Dictionary<TKey, TState> state, Dictionary<TKey, TState> other)
    {
        // A new key begins with a state of its own, so that the two dictionaries never share one.
        foreach (var (group, groupState) in other)
        {
            inner.Merge(ref StateOf(state, group), groupState);
        }
    }

    public IReadOnlyDictionary<TKey, TResult> Result(Dictionary<TKey, TState> state)
    {
        var results = new Dictionary<TKey, TResult>(state.Count);
        foreach (var (group, groupState) in state)
        {
            results.Add(group, inner.Result(groupState));
        }

        return results;
    }

    private ref TState StateOf(Dictionary<TKey, TState> state, TKey group)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(state, group, out var exists);
        if (!exists)
        {
            found = inner.Seed();
        }

        return ref found!;
    }
}
