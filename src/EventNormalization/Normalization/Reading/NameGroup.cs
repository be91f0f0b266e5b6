using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>A name that means several things at once, such as a field and the zone of another.</summary>
internal sealed class NameGroup
{
    /// <summary>The number under which its members are found first.</summary>
    public required int Number { get; init; }

    /// <summary>What it means: each target names a field or another member, and a rank.</summary>
    public required ImmutableArray<NameTarget> Targets { get; init; }
}
