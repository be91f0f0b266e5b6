using System;

namespace EventNormalization.Aggregation;

/// <summary>Leaves out the inputs that a predicate does not hold for.</summary>
internal sealed class WhereAggregator<TInput, TState, TResult>(
    IAggregator<TInput, TState, TResult> inner, Func<TInput, bool> predicate) : IAggregator<TInput, TState, TResult>
{
    public TState Seed() => inner.Seed();

    public void Add(ref TState state, TInput input)
    {
        if (predicate(input))
        {
            inner.Add(ref state, input);
        }
    }

    public void Merge(ref TState state, TState other) => inner.Merge(ref state, other);

    public TResult Result(TState state) => inner.Result(state);
}
