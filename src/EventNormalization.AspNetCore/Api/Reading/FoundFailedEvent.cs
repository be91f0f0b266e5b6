using System.Collections.Generic;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Api.Reading;

/// <summary>A failed event with its history.</summary>
internal sealed class FoundFailedEvent
{
    public required FailedEvent Entry { get; init; }

    /// <summary>Who did what to it.</summary>
    public required IReadOnlyList<FailedAction> Actions { get; init; }

    /// <summary>Its appends that had no answer.</summary>
    public required IReadOnlyList<UncertainAppend> Uncertain { get; init; }

    /// <summary>Whether the bytes are shown.</summary>
    public required bool ShowsBytes { get; init; }
}
