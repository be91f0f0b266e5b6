using System;

namespace EventNormalization.Storage;

/// <summary>How much goes into one step of a store that is shared by those who append at once.</summary>
/// <remarks>Immutable. A call that is larger than a bound by itself goes alone.</remarks>
public sealed record GroupCommitOptions
{
    /// <summary>How many appends at most, from 1 to 100,000; by default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 100,000.</exception>
    public int AppendsMax { get; init => field = Within(value, 100_000); } = 1_000;

    /// <summary>How many raw bytes of events at most, from 1 to 2^30; by default 4 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 2^30.</exception>
    public int BytesMax { get; init => field = Within(value, 1 << 30); } = 1 << 22;

    private static int Within(int value, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
