using System;

namespace EventNormalization.Pipeline;

/// <summary>The options of a pipeline; the defaults suit a program that has the machine to itself.</summary>
/// <remarks>Immutable; any number of pipelines may share one.</remarks>
public sealed record EventPipelineOptions
{
    /// <summary>The clock for times of receipt and for delays between attempts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The number of threads that read the events of a stream, from 1 to 1,024; by default the number of processors.
    /// With 1 everything runs on the caller's thread. The results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,024.</exception>
    public int LaneCount { get; init => field = Within(value, 1, 1_024); } = Environment.ProcessorCount;

    /// <summary>
    /// The longest delivery that is kept whole, in bytes, from 1 to 2^29; a longer one is truncated and rejected. It
    /// applies to single deliveries and to batches of the caller; streams have their own limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 2^29.</exception>
    public int EventBytesMax { get; init => field = Within(value, 1, 1 << 29); } = 1 << 24;

    /// <summary>How often a call of a store is attempted, from 1 to 100, before its events are deferred.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 100.</exception>
    public int AppendAttemptsMax { get; init => field = Within(value, 1, 100); } = 3;

    /// <summary>The delay before a call is attempted again; at least zero.</summary>
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

    /// <summary>What of the raw bytes is stored; by default all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public PayloadMasking Masking { get; init => field = EnumGuard.Checked(value); }

    private static int Within(int value, int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
