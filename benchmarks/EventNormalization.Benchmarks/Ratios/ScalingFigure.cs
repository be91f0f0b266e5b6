namespace EventNormalization.Benchmarks.Ratios;

/// <summary>What a whole file costs in the pipeline in memory, to totals of clients.</summary>
internal sealed class ScalingFigure
{
    /// <summary>How many lines the file has.</summary>
    public required int Deliveries { get; init; }

    /// <summary>On how many threads it was read.</summary>
    public required int LaneCount { get; init; }

    /// <summary>Median of the time that passed, nanoseconds for one line.</summary>
    public required double ElapsedNanoseconds { get; init; }

    /// <summary>Median of the processor time of all threads, nanoseconds for one line.</summary>
    public required double ProcessorNanoseconds { get; init; }
}
