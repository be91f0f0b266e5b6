using System.Collections.Generic;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>What a chart of totals shows.</summary>
internal sealed class Chart
{
    /// <summary>What is measured, and by what.</summary>
    public required string Title { get; init; }

    /// <summary>Whether points are windows of time, which lines join; else each is a bar.</summary>
    public required bool IsByTime { get; init; }

    /// <summary>A panel for each currency.</summary>
    public required IReadOnlyList<ChartPanel> Panels { get; init; }

    /// <summary>How many currencies have no panel.</summary>
    public required int LeftOut { get; init; }
}
