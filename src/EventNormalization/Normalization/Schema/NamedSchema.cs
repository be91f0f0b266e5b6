using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>A schema of a set.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class NamedSchema
{
    /// <summary>Its name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>When it reads a delivery.</summary>
    public SchemaCondition When { get; init; } = SchemaCondition.Always;

    /// <summary>The rules.</summary>
    public required EventSchema Schema { get; init; }

    private string DebuggerDisplay => Name;
}
