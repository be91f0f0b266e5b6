using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Pipeline;

/// <summary>The result of one pass of a retry worker, in deliveries.</summary>
/// <remarks>Immutable. Law: <see cref="Retried"/> is the sum of the seven members that follow it.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class RetryPass
{
    /// <summary>The number of entries that were retried.</summary>
    public required long Entries { get; init; }

    /// <summary>Deliveries that were retried.</summary>
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

    /// <summary>Deliveries that another holder has leased, so that their outcome is unknown.</summary>
    public required long Leased { get; init; }

    /// <summary>How many leases this worker lost because it was paused past their end.</summary>
    public required long LeasesLost { get; init; }

    /// <summary>
    /// Why the pass stopped early: a store failed. Entries that were not reached were not leased.
    /// <see langword="null"/> if the pass was completed.
    /// </summary>
    public required Exception? Failure { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Retried} of {Entries} retried");
}
