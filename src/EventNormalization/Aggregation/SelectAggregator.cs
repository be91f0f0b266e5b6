using System;

namespace EventNormalization.Aggregation;

/// <summary>Makes another result of an aggregator's result.</summary>
internal sealed class SelectAggregator<TInput, TState, TResult, TSelected>(
    IAggregator<TInput, TState, TResult> inner, Func<TResult, TSelected> selector)
    : IAggregator<TInput, TState, TSelected>
{
    public TState Seed() => inner.Seed();

    public void Add(ref TState state, TInput input) => inner.Add(ref state, input);

    public void Merge(ref TState state, TState other) => inner.Merge(ref state, other);

    public TSelected Result(TState state) => selector(inner.Result(state));
}
