using System;

namespace EventNormalization.Pipeline;

/// <summary>What one pass of a retry worker came to, in deliveries.</summary>
/// <remarks>Immutable. Law: <see cref="Retried"/> is the sum of the seven members that follow it.</remarks>
public sealed class RetryPass
{
    /// <summary>How many entries it was about.</summary>
    public required long Entries { get; init; }

    /// <summary>Deliveries of which the pass says what became of them.</summary>
    public long Retried => Accepted + Duplicates + AlreadyCounted + Rejected + Deferred + Conflicts + Parked;

    /// <summary>Deliveries that were stored as new events.</summary>
    public required long Accepted { get; init; }

    /// <summary>Deliveries of an event that was stored before.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Deliveries whose own append had taken effect.</summary>
    public required long AlreadyCounted { get; init; }

    /// <summary>Deliveries that are not understood.</summary>
    public required long Rejected { get; init; }

    /// <summary>Deliveries that the event store did not answer for.</summary>
    public required long Deferred { get; init; }

    /// <summary>Deliveries whose client key belongs to another event.</summary>
    public required long Conflicts { get; init; }

    /// <summary>Deliveries that were tried as often as is allowed.</summary>
    public required long Parked { get; init; }

    /// <summary>Deliveries that somebody else holds, so that nothing is said of them.</summary>
    public required long Leased { get; init; }

    /// <summary>How many entries this worker lost since it was paused past its lease.</summary>
    public required long LeasesLost { get; init; }

    /// <summary>
    /// Why the pass ended before its end: a store did not work. What was not reached was not leased.
    /// <see langword="null"/> if it came to its end.
    /// </summary>
    public required Exception? Failure { get; init; }
}
