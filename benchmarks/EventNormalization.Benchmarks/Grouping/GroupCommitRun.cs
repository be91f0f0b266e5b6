namespace EventNormalization.Benchmarks.Grouping;

/// <summary>What one run found.</summary>
internal sealed class GroupCommitRun
{
    public required int Round { get; init; }

    public required Grouping Kind { get; init; }

    /// <summary>Events a second of all callers.</summary>
    public required double Rate { get; init; }

    /// <summary>Events of a step of the store, on average.</summary>
    public required double EventsPerStep { get; init; }

    /// <summary>The median of what one event takes a lone caller, in milliseconds.</summary>
    public required double AloneMedian { get; init; }

    /// <summary>Of a hundred events of a lone caller, the slowest but one, in milliseconds.</summary>
    public required double AloneHigh { get; init; }
}
