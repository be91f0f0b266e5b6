using System;

namespace EventNormalization.Ingestion;

/// <summary>How a stream is cut into deliveries.</summary>
public sealed record EventReaderOptions
{
    /// <summary>Format detected, 1 MiB at a time, events of up to 16 MiB.</summary>
    public static readonly EventReaderOptions Default = new();

    /// <summary>How the stream holds its events.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public EventFormat Format { get; init => field = EnumGuard.Checked(value); } = EventFormat.Detect;

    /// <summary>
    /// The approximate size of a batch, in bytes; from 1 to 2^28. A longer event makes a longer batch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 2^28.</exception>
    public int BatchBytes { get; init => field = Within(value, 1, 1 << 28); } = 1 << 20;

    /// <summary>
    /// The longest event that is delivered whole, in bytes; from 1 to 2^29. A longer one is truncated, so that it is
    /// refused and recorded rather than lost.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 2^29.</exception>
    public int EventBytesMax { get; init => field = Within(value, 1, 1 << 29); } = 1 << 24;

    /// <summary>The name of the source in locations, such as a file's path.</summary>
    public string? SourceName { get; init; }

    private static int Within(int value, int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
