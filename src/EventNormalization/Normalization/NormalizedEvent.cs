using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The record that an event means, whatever its spelling was.</summary>
/// <remarks>Immutable. It holds nothing of one delivery: no receipt time, no member order, no spelling.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class NormalizedEvent
{
    /// <summary>Who sent the event: trimmed, in NFC, case kept.</summary>
    public required string ClientId { get; init; }

    /// <summary>What is measured: trimmed, in NFC and, unless the profile keeps its case, in lower case.</summary>
    public required string Metric { get; init; }

    /// <summary>How much, exactly: a 96-bit coefficient and a scale from 0 to 28.</summary>
    public required decimal Amount { get; init; }

    /// <summary>When it happened, to the nanosecond, from the year 1 to 9999.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>Of which currency the amount is; <see langword="null"/> where the event names none.</summary>
    /// <remarks>
    /// An ISO 4217 code, or the canonical form of a mark that several currencies share, such as <c>$</c>.
    /// </remarks>
    public string? Currency { get; init; }

    /// <summary>The further fields that the schema names and the event has, ordered by name (UTF-16 ordinal).</summary>
    public ImmutableArray<EventField> Fields
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }
    = [];

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{ClientId} {Metric} {Amount} {Currency} at {Timestamp}");
}
