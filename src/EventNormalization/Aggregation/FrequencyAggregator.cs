using System;

namespace EventNormalization.Aggregation;

/// <summary>Counts how often each value comes, up to a bound of different ones.</summary>
/// <remarks>
/// Whether the bound is passed depends on the set of all values alone, and a state that passed it stays so.
/// </remarks>
internal sealed class FrequencyAggregator<TInput, TValue>(Func<TInput, TValue> value, int distinctMax)
    : IAggregator<TInput, FrequencyState<TValue>, FrequencyState<TValue>>
    where TValue : notnull
{
    public FrequencyState<TValue> Seed() => new();

    public void Add(ref FrequencyState<TValue> state, TInput input) => state.Add(value(input), 1, distinctMax);

    public void Merge(ref FrequencyState<TValue> state, FrequencyState<TValue> other) =>
        state.Merge(other, distinctMax);

    public FrequencyState<TValue> Result(FrequencyState<TValue> state) => state;
}
