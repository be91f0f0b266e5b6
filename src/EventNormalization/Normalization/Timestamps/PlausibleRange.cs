using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The instants that are believed; both ends belong to the range.</summary>
/// <remarks>
/// The upper end depends on the time of first receipt, so a retry of a stored event gives the same answer.
/// </remarks>
public sealed record PlausibleRange
{
    /// <summary>From 2000-01-01T00:00:00Z to one day after the first receipt.</summary>
    public static readonly PlausibleRange Default = new();

    /// <summary>From 0001-01-01T00:00:00Z to the last nanosecond of 9999.</summary>
    public static readonly PlausibleRange Unbounded = new()
    {
        Earliest = Instant.FromUnixTimeSeconds(-62_135_596_800),
        Latest = Instant.FromUnixTimeSeconds(253_402_300_799).PlusNanoseconds(999_999_999),
    };

    /// <summary>
    /// The first believed instant; nearly every earlier one in a stream of events is a number in another unit.
    /// </summary>
    public Instant Earliest { get; init; } = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>
    /// The last believed instant; <see langword="null"/> is the first receipt plus <see cref="Ahead"/>.
    /// </summary>
    public Instant? Latest { get; init; }

    /// <summary>How far a client's clock may be ahead of the first receipt; at least zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Duration Ahead
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Duration.Zero);
            field = value;
        }
    } = Duration.FromDays(1);

    /// <summary>Whether <paramref name="timestamp"/> is believed of an event first received at that time.</summary>
    /// <param name="timestamp">What the event says of itself.</param>
    /// <param name="firstReceivedAt">When its bytes were first received; of a retry the stored time.</param>
    /// <returns><see langword="true"/> within the range, both ends included.</returns>
    public bool Contains(Instant timestamp, Instant firstReceivedAt)
    {
        // What was received after it happened, as nearly everything was, is told without a sum.
        var isPast = Latest is null && timestamp <= firstReceivedAt;
        return timestamp >= Earliest && (isPast || timestamp <= LatestFor(firstReceivedAt));
    }

    /// <summary>The last believed instant of an event first received at that time.</summary>
    /// <param name="firstReceivedAt">When its bytes were first received; of a retry the stored time.</param>
    /// <returns>Inclusive: <see cref="Latest"/> where it is set; at most <see cref="Instant.MaxValue"/>.</returns>
    public Instant LatestFor(Instant firstReceivedAt) =>
        Latest ?? (Ahead < Instant.MaxValue - firstReceivedAt ? firstReceivedAt + Ahead : Instant.MaxValue);
}
