namespace EventNormalization.Benchmarks.Hosting;

/// <summary>What one server did under load.</summary>
internal sealed class LoadRun
{
    /// <summary>Acknowledged events a second.</summary>
    public required double Rate { get; init; }

    /// <summary>The time of an answer in the middle, in milliseconds.</summary>
    public required double Median { get; init; }

    /// <summary>The time that 99 of 100 answers do not exceed, in milliseconds.</summary>
    public required double High { get; init; }

    /// <summary>The most memory that the server had, in mebibytes.</summary>
    public required double MemoryMax { get; init; }
}
