using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>What is wrong with a schema file, and where.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SchemaFileError
{
    /// <summary>Where: a path such as <c>$.fields.amount.aliases[2]</c>; <c>$</c> is the whole file.</summary>
    public required string Path { get; init; }

    /// <summary>What was found there and what was expected.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Path + ": " + Reason;
}
