using NodaTime;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>A total of a series: of a window, or of a group without windows.</summary>
internal sealed class ChartPoint
{
    /// <summary>The window's or the group's name.</summary>
    public required string Name { get; init; }

    /// <summary>The total.</summary>
    public required double Value { get; init; }

    /// <summary>When the window begins; the beginning of time for a group without windows.</summary>
    public Instant Start { get; init; } = Instant.MinValue;

    /// <summary>When the window ends.</summary>
    public Instant End { get; init; } = Instant.MinValue;

    /// <summary>The lowest of the quantiles that were asked for; the total itself if there are none.</summary>
    public required double Low { get; init; }

    /// <summary>The highest of the quantiles that were asked for; the total itself if there are none.</summary>
    public required double High { get; init; }
}
