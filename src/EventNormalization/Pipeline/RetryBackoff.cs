using System;
using System.Buffers.Binary;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>The delay between two attempts at an entry: exponential, with jitter.</summary>
/// <remarks>
/// Immutable, and a pure function: the same seed, entry and attempt give the same delay. Entries that failed together
/// are spread over half of the delay, so that they do not return together.
/// </remarks>
public sealed record RetryBackoff
{
    private const int DoublingCountMax = 40;
    private const double Unit = 1.0 / (1UL << 53);

    /// <summary>The approximate delay after the first attempt; more than zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero.</exception>
    public TimeSpan First { get; init => field = Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay; more than zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero.</exception>
    public TimeSpan Longest { get; init => field = Positive(value); } = TimeSpan.FromHours(1);

    /// <summary>The seed of the jitter.</summary>
    public ulong Seed { get; init; }

    /// <summary>The delay of an entry after an attempt.</summary>
    /// <param name="key">The entry's key; the jitter is drawn from it, so that entries do not wait in step.</param>
    /// <param name="attempt">The number of the attempt, from 1 on.</param>
    /// <returns>Between half of the time for this attempt and all of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is below 1.</exception>
    public Duration DelayOf(ContentHash key, int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attempt);
        var doubled = First.TotalSeconds * Math.Pow(2, int.Min(attempt - 1, DoublingCountMax));
        var seconds = double.Min(doubled, Longest.TotalSeconds);
        return Duration.FromSeconds(seconds * (1 + Draw(key, attempt)) / 2);
    }

    /// <summary>A number of [0, 1): the mixing of SplitMix64 over seed, entry and attempt.</summary>
    private double Draw(ContentHash key, int attempt)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.ByteCount];
        key.CopyTo(bytes);
        var mixed = Seed ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        unchecked
        {
            mixed += 0x9E3779B97F4A7C15UL * (ulong)attempt;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        }

        return ((mixed ^ (mixed >> 31)) >> 11) * Unit;
    }

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }
}
