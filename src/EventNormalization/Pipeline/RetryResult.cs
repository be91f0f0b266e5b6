using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Pipeline;

/// <summary>What a retry made of one failed event.</summary>
/// <remarks>Immutable. An entry has several results if its deliveries ended differently.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class RetryResult
{
    /// <summary>The entry.</summary>
    public required ContentHash Key { get; init; }

    /// <summary>What became of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required RetryOutcome Outcome { get; init => field = EnumGuard.Checked(value); }

    /// <summary>The number of deliveries; at least 1.</summary>
    public required long Deliveries { get; init; }

    /// <summary>The id of the stored event, if known; after a conflict, of the one that has the client key.</summary>
    public RecordId? Id { get; init; }

    /// <summary>The reasons, if it was not stored.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Outcome} {Key}");
}
