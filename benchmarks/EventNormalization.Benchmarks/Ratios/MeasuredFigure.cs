namespace EventNormalization.Benchmarks.Ratios;

/// <summary>What a figure costs.</summary>
internal sealed class MeasuredFigure
{
    /// <summary>What it does.</summary>
    public required string Name { get; init; }

    /// <summary>Median over the rounds, nanoseconds for one event.</summary>
    public required double Nanoseconds { get; init; }

    /// <summary>Median of the ratios to the floor of the same round.</summary>
    public required double Ratio { get; init; }

    /// <summary>The smallest of those ratios.</summary>
    public required double RatioMin { get; init; }

    /// <summary>The largest of those ratios.</summary>
    public required double RatioMax { get; init; }

    /// <summary>Bytes allocated for one event, after the warm-up.</summary>
    public required double AllocatedBytes { get; init; }
}
