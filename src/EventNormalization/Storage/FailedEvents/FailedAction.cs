using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Who did what to a failed event, and when; recorded in the same transaction.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class FailedAction
{
    /// <summary>What was done.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required FailedActionKind Kind { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Who did it, as the host says.</summary>
    public required string By { get; init; }

    /// <summary>When, as the host says.</summary>
    public required Instant At { get; init; }

    /// <summary>Details: a note, an event's id or reason codes; may be empty.</summary>
    public string Note { get; init; } = "";

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} by {By} at {At}");
}
