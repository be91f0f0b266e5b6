namespace EventNormalization.Aggregation;

/// <summary>Keeps the least of its decimals.</summary>
internal readonly struct MinAggregator : IAggregator<decimal, decimal?, decimal?>
{
    public decimal? Seed() => null;

    public void Add(ref decimal? state, decimal input)
    {
        if (state is not { } least || input < least)
        {
            state = input;
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
