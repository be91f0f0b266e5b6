using System;

namespace EventNormalization.Normalization;

/// <summary>The sizes up to which an event, and a delivery of several events, is read.</summary>
public sealed record JsonLimits
{
    /// <summary>1 MiB, 64 levels, 1,024 members in an object, 20,000 records in a delivery.</summary>
    public static readonly JsonLimits Default = new();

    /// <summary>The longest event, in bytes; from 2 to 2^30. A longer one is <c>json.too_large</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2 or above 2^30.</exception>
    public int BytesMax { get; init => field = Within(value, 2, 1 << 30); } = 1 << 20;

    /// <summary>The deepest nesting; from 1 to 1,000. A deeper one is <c>json.too_deep</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,000.</exception>
    public int DepthMax { get; init => field = Within(value, 1, 1_000); } = 64;

    /// <summary>The most members of one object; from 1 to 16,384. More are <c>json.too_large</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 16,384.</exception>
    public int NamesMax { get; init => field = Within(value, 1, 16_384); } = 1_024;

    /// <summary>
    /// The most records of one delivery, those of decoded texts and what is refused among them included; from 1 to
    /// 10,000,000. A delivery of more is one <c>json.too_large</c>. Of a set, that of the schema that wants the
    /// delivery; of an array that is the whole delivery, the largest of the set.
    /// </summary>
    /// <remarks>A record takes up to 2 KB of memory until all records of its delivery are stored.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 10,000,000.</exception>
    public int RecordsMax { get; init => field = Within(value, 1, 10_000_000); } = 20_000;

    private static int Within(int value, int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
