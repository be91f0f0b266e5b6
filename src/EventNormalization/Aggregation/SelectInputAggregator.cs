using System;

namespace EventNormalization.Aggregation;

/// <summary>Makes the inputs of an aggregator from other inputs.</summary>
internal sealed class SelectInputAggregator<TOuter, TInput, TState, TResult>(
    IAggregator<TInput, TState, TResult> inner, Func<TOuter, TInput> selector) : IAggregator<TOuter, TState, TResult>
{
    public TState Seed() => inner.Seed();

    public void Add(ref TState state, TOuter input) => inner.Add(ref state, selector(input));

    public void Merge(ref TState state, TState other) => inner.Merge(ref state, other);

    public TResult Result(TState state) => inner.Result(state);
}
