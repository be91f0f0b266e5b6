using System;
using System.Collections.Generic;

namespace EventNormalization.Normalization;

/// <summary>What the names mean that are looked up at one place of a <see cref="FieldMap"/>.</summary>
internal sealed class FieldMapNode
{
    public FieldMapNode(Dictionary<string, NameTarget> targets) =>
        Lookup = targets.GetAlternateLookup<ReadOnlySpan<char>>();

    public Dictionary<string, NameTarget>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }
}
