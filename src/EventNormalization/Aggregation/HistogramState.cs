namespace EventNormalization.Aggregation;

/// <summary>What a histogram knows of its decimals: how many lie in each bin.</summary>
public sealed class HistogramState
{
    internal HistogramState()
    {
    }

    internal BinCounts Bins { get; } = new();
}
