using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>The totals of one group, in the order of their windows.</summary>
internal sealed class ChartSeries
{
    /// <summary>The name of the group, or of the measure.</summary>
    public required string Name { get; init; }

    /// <summary>The totals; windows without one are not among them.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>How much there is of it, to choose the largest.</summary>
    public double Weight => Points.Sum(point => Math.Abs(point.Value));
}
