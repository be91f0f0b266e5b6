using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>One step of a failed-event queue: its name, who takes it and when.</summary>
/// <remarks>Immutable. Stores never read a clock: this is their time.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class QueueStep
{
    /// <summary>Its name; every step of one store, and every call that records deliveries, needs its own.</summary>
    public required AppendId Id { get; init; }

    /// <summary>Who takes it: the name of a worker, or of a person as the host knows them.</summary>
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

    /// <summary>Why, for the recorded action.</summary>
    public string Note { get; init; } = "";

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Id} at {At}");

    internal FailedAction Action(FailedActionKind kind, string? note = null) =>
        new() { Kind = kind, By = By, At = At, Note = note ?? Note };
}
