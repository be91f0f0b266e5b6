namespace EventNormalization.Aggregation;

/// <summary>Counts its inputs.</summary>
internal readonly struct CountAggregator<T> : IAggregator<T, long, long>
{
    public long Seed() => 0;

    public void Add(ref long state, T input) => state++;

    public void Merge(ref long state, long other) => state += other;

    public long Result(long state) => state;
}
