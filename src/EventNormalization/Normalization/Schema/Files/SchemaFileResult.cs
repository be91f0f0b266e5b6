using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace EventNormalization.Normalization;

/// <summary>A schema, or everything that is wrong with its file.</summary>
public sealed class SchemaFileResult
{
    /// <summary>Whether there is a schema.</summary>
    [MemberNotNullWhen(true, nameof(Schema))]
    public bool IsSuccess => Schema is not null;

    /// <summary>The schema; <see langword="null"/> if the file is wrong.</summary>
    public EventSchema? Schema { get; init; }

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public required IReadOnlyList<SchemaFileError> Errors { get; init; }
}
