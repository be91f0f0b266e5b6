namespace EventNormalization.Storage;

/// <summary>
/// How many of one client's deliveries a failed-event store has acknowledged, and in which states they are.
/// </summary>
/// <remarks>
/// <see cref="ReceivedCount"/> is counted by itself, in the same step, so that received = the sum of the states can be
/// checked.
/// </remarks>
public sealed class FailedStatistics
{
    /// <summary>The client of deliveries whose client could not be read.</summary>
    public const string UnknownClient = "(unknown)";

    /// <summary>The client, or <see cref="UnknownClient"/>.</summary>
    public required string ClientId { get; init; }

    /// <summary>Deliveries acknowledged.</summary>
    public required long ReceivedCount { get; init; }

    /// <summary>The same deliveries by state.</summary>
    public required FailedCounts Counts { get; init; }
}
