using System.Collections.Generic;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>What has one scale: the series of one currency.</summary>
internal sealed class ChartPanel
{
    /// <summary>The currency; empty if the totals are of none.</summary>
    public required string Title { get; init; }

    /// <summary>What is drawn.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>How many series, or bars, are left out: the smallest.</summary>
    public required int LeftOut { get; init; }
}
