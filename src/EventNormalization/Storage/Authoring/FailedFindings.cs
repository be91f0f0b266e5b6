using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Storage.Authoring;

/// <summary>What a step found out about a failed event; members that are not set leave the entry unchanged.</summary>
/// <remarks>Immutable.</remarks>
public sealed class FailedFindings
{
    /// <summary>Whether the ids are replaced, even by none.</summary>
    public required bool ReplacesIds { get; init; }

    /// <summary>Every reason; <see langword="null"/> if they stay.</summary>
    public IReadOnlyList<FieldError>? Reasons { get; init; }

    /// <summary>The event's id.</summary>
    public RecordId? Id { get; init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId { get; init; }
}
