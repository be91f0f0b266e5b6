using System;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>How a retry worker works; the defaults suit a worker that runs beside a pipeline.</summary>
/// <remarks>Immutable; any number of workers may share one.</remarks>
public sealed record RetryWorkerOptions
{
    /// <summary>Tells when entries are due, how long leases last, and waits between passes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who retries, for the record of acts; not empty. Each worker adds a number of its own.</summary>
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
    /// How long nobody else tries what the worker holds; more than zero, by default 30 s. It should be well above what
    /// a batch takes: what takes longer is settled by the next holder.
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

    /// <summary>How many entries, with their bytes, are worked on together; from 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 10,000.</exception>
    public int BatchSize { get; init => field = Within(value, LeaseRequest.CountLimit); } = 100;

    /// <summary>How often an entry is tried, from 1 to 1,000,000, before it is parked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,000,000.</exception>
    public int AttemptsMax { get; init => field = Within(value, 1_000_000); } = 20;

    /// <summary>How long an entry waits between attempts.</summary>
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

    /// <summary>
    /// Is told what became of each entry, on the worker's own flow; <see langword="null"/> if nobody wants to know.
    /// What it throws ends the pass.
    /// </summary>
    public Action<RetryResult>? OnResult { get; init; }

    private static int Within(int value, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
