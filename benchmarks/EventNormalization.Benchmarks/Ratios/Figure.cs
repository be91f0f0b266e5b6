using System;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Something whose cost is measured.</summary>
internal sealed class Figure
{
    /// <summary>What it does, as the table calls it.</summary>
    public required string Name { get; init; }

    /// <summary>How many events one pass handles.</summary>
    public required int EventCount { get; init; }

    /// <summary>Handles all of them once.</summary>
    public required Action Pass { get; init; }
}
