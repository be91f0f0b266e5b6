using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The name of one step of a failed-event queue, who takes it and when.</summary>
/// <remarks>Immutable. Stores read no clock: this is their time.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class QueueStep
{
    /// <summary>Its name; no two different steps or records of one store may share one.</summary>
    public required AppendId Id { get; init; }

    /// <summary>Who takes it: a worker, or a person as the host calls them.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string By
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value;
        }
    }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>Why, for the record of acts.</summary>
    public string Note { get; init; } = "";

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Id} at {At}");

    internal FailedAct Act(FailedActKind kind, string? note = null) =>
        new() { Kind = kind, By = By, At = At, Note = note ?? Note };
}
