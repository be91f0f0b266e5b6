using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>The names of a schema's fields as a tree, which is walked along with the members of an event.</summary>
/// <remarks>
/// Immutable once built, so that all threads share it. A place in the tree is a number; the top level is
/// <see cref="Root"/>, and <see cref="Nowhere"/> is below everything that no alias leads to. After the numbers of the
/// fields are those of members that say something about fields, each of which has a chain too.
/// </remarks>
internal sealed class FieldMap
{
    public const int Root = 0;
    public const int Nowhere = -1;

    /// <summary>The name that only CloudEvents have, exactly so.</summary>
    public const string CloudEventName = "specversion";

    /// <summary>What the event itself means: a place.</summary>
    public static readonly NameTarget RootTarget = new(-1, Root, 0);

    private readonly ImmutableArray<FieldMapNode> _places;
    private readonly NameTarget _otherCloudEventName;

    internal FieldMap(FieldMapBuilder builder)
    {
        FieldCount = builder.FieldCount;
        Slots = builder.Slots.ToImmutableDictionary();
        _places = builder.ToPlaces();
        _otherCloudEventName = builder.OtherCloudEventName;
        Groups = [.. builder.Groups];
        ChainCount = builder.NumberCount + 1;
        IsPlain = Slots.IsEmpty && Groups.IsEmpty;
        OuterArray = new NameTarget(Notices, Nowhere, FieldRank.Of(MapNumbers.Array, isInner: false));
        InnerArray = new NameTarget(Notices, Nowhere, FieldRank.Of(MapNumbers.Array, isInner: true));
    }

    /// <summary>Builds the tree of the schema's names, with the aliases that a profile replaces.</summary>
    /// <exception cref="ArgumentException">A name means two fields, or an alias can match nothing.</exception>
    public static FieldMap Build(EventSchema schema, ClientProfile profile)
    {
        var faults = new SchemaErrors();
        var map = new FieldMapBuilder(schema, profile, "$.profile", faults).Build();
        faults.ThrowIfAny();
        return map;
    }

    /// <summary>How many fields the schema has.</summary>
    public int FieldCount { get; }

    /// <summary>How many chains there are, that of no field included.</summary>
    public int ChainCount { get; }

    /// <summary>The chain of the members that tell whose event it is, or of what kind.</summary>
    public int Companions => FieldCount;

    /// <summary>The chain of the members that require the full path.</summary>
    public int Notices => FieldCount + 1;

    /// <summary>What an array under a wrapper's name at the top means.</summary>
    public NameTarget OuterArray { get; }

    /// <summary>What an array under a wrapper's name inside a wrapper means.</summary>
    public NameTarget InnerArray { get; }

    /// <summary>Whether every name means one thing at most.</summary>
    public bool IsPlain { get; }

    /// <summary>The numbers of the members that belong to a field, by field and part.</summary>
    public ImmutableDictionary<FieldSlot, int> Slots { get; }

    /// <summary>Names that mean several things: the number of their chain, and what they mean.</summary>
    public ImmutableArray<NameGroup> Groups { get; }

    /// <summary>The number of a member that belongs to a field, or -1.</summary>
    public int SlotOf(int field, SlotPart part) => Slots.GetValueOrDefault(new FieldSlot(field, part), -1);

    /// <summary>What a member's name means at this place.</summary>
    public NameTarget Find(int place, ReadOnlySpan<byte> name)
    {
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var length = place == Nowhere ? 0 : FoldedName.Fold(name, folded);
        if (length <= 0 || !_places[place].Lookup.TryGetValue(folded[..length], out var target))
        {
            return NameTarget.None;
        }

        return place == Root && folded[..length].SequenceEqual(CloudEventName) && !name.SequenceEqual("specversion"u8)
            ? _otherCloudEventName
            : target;
    }
}
