using System;

namespace EventNormalization.Pipeline;

/// <summary>How a pipeline works; the defaults suit a program that has the machine for itself.</summary>
/// <remarks>Immutable; any number of pipelines may share one.</remarks>
public sealed record EventPipelineOptions
{
    /// <summary>Tells when deliveries are received and waits between attempts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// On how many threads the events of a stream are read, from 1 to 1,024; by default as many as there are
    /// processors. With 1 everything runs on the caller's thread. The results are the same with any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,024.</exception>
    public int LaneCount { get; init => field = Within(value, 1, 1_024); } = Environment.ProcessorCount;

    /// <summary>
    /// Of how many bytes at most a delivery is kept that comes by itself or in a batch of the caller's, from 1 to 2^29;
    /// of a longer one the beginning, which is rejected. Streams have a limit of their own.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 2^29.</exception>
    public int EventBytesMax { get; init => field = Within(value, 1, 1 << 29); } = 1 << 24;

    /// <summary>How often a store is asked, from 1 to 100, before its events are deferred.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 100.</exception>
    public int AppendAttemptsMax { get; init => field = Within(value, 1, 100); } = 3;

    /// <summary>How long to wait before a store is asked again; at least zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan RetryDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMilliseconds(100);

    private static int Within(int value, int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
