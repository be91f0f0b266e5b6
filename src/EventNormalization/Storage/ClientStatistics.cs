using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage;

/// <summary>How many of one client's deliveries an event store has acknowledged.</summary>
/// <remarks>
/// <see cref="ReceivedCount"/> is counted by itself, in the same step, so that
/// received + from failed = accepted + duplicates can be checked.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class ClientStatistics
{
    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Deliveries acknowledged.</summary>
    public required long ReceivedCount { get; init; }

    /// <summary>Deliveries that came from the failed-event store, which counted them as received.</summary>
    public long FromFailedCount { get; init; }

    /// <summary>Deliveries that were stored as new events.</summary>
    public required long AcceptedCount { get; init; }

    /// <summary>Deliveries of an event that was stored before.</summary>
    public required long DuplicateCount { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{ClientId}: {ReceivedCount} = {AcceptedCount} + {DuplicateCount}");
}
