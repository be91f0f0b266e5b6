using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace EventNormalization.Normalization;

/// <summary>A schema, or everything that is wrong with its file.</summary>
public sealed class SchemaFileResult
{
    /// <summary>Whether there is a schema.</summary>
    [MemberNotNullWhen(true, nameof(Schemas))]
    public bool IsSuccess => Schemas is not null;

    /// <summary>All schemas of the file; <see langword="null"/> if the file is wrong.</summary>
    public SchemaSet? Schemas { get; init; }

    /// <summary>The schema; <see langword="null"/> if the file is wrong, or has several.</summary>
    public EventSchema? Schema { get; init; }

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public required IReadOnlyList<SchemaFileError> Errors { get; init; }
}
