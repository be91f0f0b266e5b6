using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>An event with its id, or every reason why it was not understood.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class IdentificationResult
{
    /// <summary>Whether the event was understood.</summary>
    [MemberNotNullWhen(true, nameof(Event))]
    public bool IsSuccess => Event is not null;

    /// <summary>The event; <see langword="null"/> if it was not understood.</summary>
    public IdentifiedEvent? Event { get; init; }

    /// <summary>The client, if at least that could be read.</summary>
    public string? ClientId { get; init; }

    /// <summary>All errors of the event, in the order of the schema's fields; empty if it was understood.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>How each field was found and read, if that was asked for.</summary>
    public IReadOnlyList<FieldTrace> Traces { get; init; } = [];

    /// <summary>Whether its sender may not send it, so that it is not kept.</summary>
    internal bool IsForbidden { get; init; }

    /// <summary>Whether neither its bytes nor what was found in them may be kept.</summary>
    internal bool IsDropped { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture,
        $"{Event?.Id}{(Errors is null ? "" : string.Join(", ", Errors.Select(error => error.Code)))}");
}
