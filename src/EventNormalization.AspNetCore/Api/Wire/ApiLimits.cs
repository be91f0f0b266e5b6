using System;
using System.IO;

namespace EventNormalization.Api.Wire;

/// <summary>How much a request may bring, and for how long.</summary>
internal sealed record ApiLimits
{
    /// <summary>The longest body of a request, and the longest event of a stream, in bytes.</summary>
    public int BodyBytesMax { get; init; } = 1 << 20;

    /// <summary>The most events of one body that is not a stream.</summary>
    public int BatchEventsMax { get; init; } = 20_000;

    /// <summary>How long a body may take to arrive, a stream's aside.</summary>
    public TimeSpan BodyTimeMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stream may be silent.</summary>
    public TimeSpan StreamIdleMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many bytes of results may wait for a client that does not read them.</summary>
    public long UnreadBytesMax { get; init; } = 1 << 26;

    /// <summary>
    /// How many of them wait in memory: more than the results of a few steps, so that a client that reads costs no
    /// file.
    /// </summary>
    public int UnreadMemoryBytesMax { get; init; } = 1 << 20;

    /// <summary>The folder of the file in which the others wait.</summary>
    public string UnreadFolder { get; init; } = Path.GetTempPath();

    /// <summary>How long the end of the results waits for a client that does not read them.</summary>
    public TimeSpan UnreadTimeMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many times as long as its compressed form a stream may be, beyond its first 64 MiB.</summary>
    public int CompressionRatioMax { get; init; } = 250;

    /// <summary>When a client should try again after nothing could be kept.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What applies where nothing is registered.</summary>
    public static ApiLimits Default { get; } = new();
}
