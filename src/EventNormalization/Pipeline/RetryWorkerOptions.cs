using System;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>The options of a retry worker; the defaults suit a worker that runs next to a pipeline.</summary>
/// <remarks>Immutable; any number of workers may share one.</remarks>
public sealed record RetryWorkerOptions
{
    /// <summary>The clock for due entries and leases, and for delays between passes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The name for recorded actions; not empty. Each worker appends its own number.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string By
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value;
        }
    } = "retry worker";

    /// <summary>
    /// How long the worker holds its entries exclusively; more than zero, by default 30 s. It should be well above the
    /// time of a batch: a batch that takes longer is settled by the next holder.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero.</exception>
    public TimeSpan LeaseDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>The most entries of a batch, whose bytes are in memory together; from 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 10,000.</exception>
    public int BatchSize { get; init => field = Within(value, LeaseRequest.CountLimit); } = 100;

    /// <summary>How often an entry is retried, from 1 to 1,000,000, before it is parked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,000,000.</exception>
    public int AttemptsMax { get; init => field = Within(value, 1_000_000); } = 20;

    /// <summary>The delay of an entry between attempts.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public RetryBackoff Backoff
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>What of the raw bytes of an entry is stored with its event; by default all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public PayloadMasking Masking { get; init => field = EnumGuard.Checked(value); }

    /// <summary>
    /// A callback for the result of each entry, called by the pass itself; may be <see langword="null"/>. An exception
    /// that it throws ends the pass.
    /// </summary>
    public Action<RetryResult>? OnResult { get; init; }

    private static int Within(int value, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
