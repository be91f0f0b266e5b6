using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The failed events of one client that share a reason.</summary>
/// <remarks>An entry with several reasons is in a group of each.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class FailedGroup
{
    /// <summary>The reason's code.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>The field that the reason is about.</summary>
    public required string Field { get; init; }

    /// <summary>The client; <see langword="null"/> of entries whose client could not be read.</summary>
    public required string? ClientId { get; init; }

    /// <summary>How many entries.</summary>
    public required long EntryCount { get; init; }

    /// <summary>How many deliveries of them.</summary>
    public required long Occurrences { get; init; }

    /// <summary>When the first of them was first received.</summary>
    public required Instant FirstReceivedAt { get; init; }

    /// <summary>When the last of them was last received.</summary>
    public required Instant LastReceivedAt { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{ReasonCode} {Field}: {EntryCount} x{Occurrences}");
}
