using System;

namespace EventNormalization.Aggregation;

/// <summary>Counts different values exactly, up to a bound.</summary>
/// <remarks>
/// Whether the bound is passed depends on the set of all values alone, and a state that passed it stays so: the order
/// and the split of the inputs change nothing.
/// </remarks>
internal sealed class DistinctAggregator<TInput, TValue>(
    Func<TInput, TValue> value, int countMax, Func<AggregateError> tooMany)
    : IAggregator<TInput, DistinctState<TValue>, AggregateResult<long>>
    where TValue : notnull
{
    public DistinctState<TValue> Seed() => new();

    public void Add(ref DistinctState<TValue> state, TInput input) => state.Add(value(input), countMax);

    public void Merge(ref DistinctState<TValue> state, DistinctState<TValue> other) => state.Merge(other, countMax);

    public AggregateResult<long> Result(DistinctState<TValue> state) =>
        state.IsOver ? tooMany() : (long)state.Values.Count;
}
