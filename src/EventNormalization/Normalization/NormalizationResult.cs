using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <summary>What an event means, or every reason why it was not understood.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class NormalizationResult
{
    /// <summary>Whether the event was understood.</summary>
    [MemberNotNullWhen(true, nameof(Record))]
    public bool IsSuccess => Record is not null;

    /// <summary>What the event means; <see langword="null"/> if it was not understood.</summary>
    public NormalizedEvent? Record { get; init; }

    /// <summary>All errors of the event, in the order of the schema's fields; empty if it was understood.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>How each field was found and read, if that was asked for.</summary>
    public IReadOnlyList<FieldTrace> Traces { get; init; } = [];

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture,
        $"{Record?.ClientId} {Record?.Metric} {Errors?.Count} errors");
}
