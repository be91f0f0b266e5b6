namespace EventNormalization.Aggregation;

/// <summary>What a mean knows of its decimals: their sum and how many they are.</summary>
/// <remarks><c>default</c> is the state of no decimal.</remarks>
public struct MeanState
{
    private SumState _sum;

    internal MeanState(SumState sum, long count)
    {
        _sum = sum;
        Count = count;
    }

    /// <summary>The exact sum.</summary>
    public readonly SumState Sum => _sum;

    /// <summary>How many decimals the sum is of.</summary>
    public long Count { get; private set; }

    internal void Add(decimal value)
    {
        _sum.Add(value);
        Count++;
    }

    internal void Merge(in MeanState other)
    {
        _sum.Merge(other._sum);
        Count += other.Count;
    }
}
