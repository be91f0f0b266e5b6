using System;

namespace EventNormalization.Aggregation;

/// <summary>Keeps the least of its inputs.</summary>
internal sealed class MinAggregator<T>(Func<T, decimal> amount) : IAggregator<T, decimal?, decimal?>
{
    public decimal? Seed() => null;

    public void Add(ref decimal? state, T input)
    {
        var value = amount(input);
        if (state is not { } least || value < least)
        {
            state = value;
        }
    }

    public void Merge(ref decimal? state, decimal? other)
    {
        if (state is null || other < state)
        {
            state = other;
        }
    }

    // Equal decimals can differ in their zeros, and which of them was kept depends on the order.
    public decimal? Result(decimal? state) => state is { } least ? DecimalPowers.Reduce(least) : null;
}
