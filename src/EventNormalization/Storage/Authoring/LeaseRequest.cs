using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>Which failed events a worker asks for.</summary>
/// <remarks>Immutable.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class LeaseRequest
{
    /// <summary>The most entries that one request leases.</summary>
    public const int CountLimit = 10_000;

    private const long DefaultBytesMax = 1L << 25;

    /// <summary>The first instant at which another holder may lease them; later than the step.</summary>
    public required Instant Until { get; init; }

    /// <summary>
    /// The first of <see cref="CountMax"/> consecutive append names that nothing else uses: an entry that has no retry
    /// name yet is given one of them.
    /// </summary>
    public required AppendId FirstName { get; init; }

    /// <summary>At most how many entries; 1 to <see cref="CountLimit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of the range.</exception>
    public int CountMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, CountLimit);
            field = value;
        }
    } = 1;

    /// <summary>
    /// At most how many bytes the entries have together (<see cref="FailedEvent.ByteCount"/>), from 1 on; by default
    /// 32 MiB. The first one is leased whatever it has; the lease ends before the first that does not fit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long BytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = DefaultBytesMax;

    /// <summary>
    /// The entries to lease, in this order, even if they are not due yet; <see langword="null"/> is all that are due.
    /// Entries that another holder has leased, or that are neither pending nor retrying, are skipped.
    /// </summary>
    public IReadOnlyList<ContentHash>? Keys { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"until {Until} from {FirstName}");

    /// <summary>The name for the entry at this index of the answer.</summary>
    /// <param name="index">The place, from 0 on.</param>
    /// <returns>A name that no other place of the answer has.</returns>
    public AppendId NameAt(int index) => new(FirstName.Run, FirstName.Sequence + (ulong)index);

    /// <summary>Whether an entry can be added to those that are leased already.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="bytes">How many bytes those have.</param>
    /// <param name="added">How many bytes the entry has.</param>
    /// <returns>Always for the first entry; else as long as number and bytes stay within the bounds.</returns>
    public bool Fits(int count, long bytes, long added) =>
        count == 0 || (count < CountMax && added <= BytesMax - bytes);

    /// <summary>When this request may lease an entry; null if there is nothing to retry.</summary>
    internal Instant? DueOf(FailedProgress entry) =>
        Keys is null || entry.State is not (FailedEventState.Pending or FailedEventState.Retrying)
            ? entry.DueAt
            : entry.Lease?.Until ?? Instant.MinValue;

    /// <summary>Throws if the lease would end before it begins.</summary>
    /// <param name="queueStep">Who leases, and when.</param>
    /// <exception cref="ArgumentException">It does.</exception>
    public void CheckAgainst(QueueStep queueStep)
    {
        if (Until <= queueStep.At)
        {
            throw new ArgumentException("A lease ends after it begins.", nameof(queueStep));
        }
    }
}
