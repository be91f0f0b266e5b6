using System;

namespace EventNormalization.Aggregation;

/// <summary>Gives every input to two aggregators.</summary>
internal sealed class CombinedAggregator<TInput, TFirstState, TFirst, TSecondState, TSecond, TResult>(
    IAggregator<TInput, TFirstState, TFirst> first,
    IAggregator<TInput, TSecondState, TSecond> second,
    Func<TFirst, TSecond, TResult> combine)
    : IAggregator<TInput, CombinedState<TFirstState, TSecondState>, TResult>
{
    public CombinedState<TFirstState, TSecondState> Seed() => new() { First = first.Seed(), Second = second.Seed() };

    public void Add(ref CombinedState<TFirstState, TSecondState> state, TInput input)
    {
        first.Add(ref state.First, input);
        second.Add(ref state.Second, input);
    }

    public void Merge(
        ref CombinedState<TFirstState, TSecondState> state, CombinedState<TFirstState, TSecondState> other)
    {
        first.Merge(ref state.First, other.First);
        second.Merge(ref state.Second, other.Second);
    }

    public TResult Result(CombinedState<TFirstState, TSecondState> state) =>
        combine(first.Result(state.First), second.Result(state.Second));
}
