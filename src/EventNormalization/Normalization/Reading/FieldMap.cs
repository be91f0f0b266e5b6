using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>The names of a schema's fields as a tree that is walked along the members of an event.</summary>
/// <remarks>
/// Immutable once built, so that all threads share it. A place in the tree is a number; the top level is
/// <see cref="Root"/>, and <see cref="Nowhere"/> is below everything that no alias leads to.
/// </remarks>
internal sealed class FieldMap
{
    public const int Root = 0;
    public const int Nowhere = -1;

    /// <summary>What the event itself means: a place.</summary>
    public static readonly NameTarget RootTarget = new(-1, Root, isOwnName: false);

    private readonly List<Place> _places = [];

    private FieldMap()
    {
    }

    /// <summary>Builds the tree of the schema's names, with the aliases that a profile replaces.</summary>
    /// <exception cref="ArgumentException">A name means two fields, or an alias has an empty part.</exception>
    public static FieldMap Build(EventSchema schema, ClientProfile profile)
    {
        var map = new FieldMap { FieldCount = schema.AllFields().Length + 1 };
        map._places.Add(new Place());
        map.AddNames(Root, schema, profile);
        foreach (var wrapper in schema.Wrappers)
        {
            map.AddWrapper(wrapper, schema, profile);
        }

        return map;
    }

    /// <summary>How many fields the schema has, and one more: the member that says the sign of the amount.</summary>
    public int FieldCount { get; private init; }

    /// <summary>What a member's name means at this place.</summary>
    public NameTarget Find(int place, ReadOnlySpan<byte> name)
    {
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var length = place == Nowhere ? 0 : FoldedName.Fold(name, folded);
        return length > 0 && _places[place].Lookup.TryGetValue(folded[..length], out var target)
            ? target
            : NameTarget.None;
    }

    private void AddWrapper(string wrapper, EventSchema schema, ClientProfile profile)
    {
        var folded = FoldedName.Of(wrapper);
        var target = _places[Root].Targets.GetValueOrDefault(folded, NameTarget.None);
        var inside = target.Inside == Nowhere ? AddPlace() : target.Inside;
        _places[Root].Targets[folded] = new NameTarget(target.Field, inside, target.IsOwnName);
        AddNames(inside, schema, profile);
    }

    private void AddNames(int place, EventSchema schema, ClientProfile profile)
    {
        var fields = schema.AllFields();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Constant is not null)
            {
                continue;
            }

            Bind(place, fields[i].Name, i, isOwnName: true, fields);
            foreach (var alias in profile.Aliases.GetValueOrDefault(fields[i].Name, fields[i].Aliases))
            {
                AddPath(place, alias, i, fields);
            }
        }

        if (profile.Amount.SignFrom is { } sign)
        {
            AddPath(place, sign.Member, fields.Length, fields);
        }
    }

    private void AddPath(int place, string alias, int field, ImmutableArray<FieldDefinition> fields)
    {
        var parts = alias.Split('.');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            place = Enter(place, parts[i]);
        }

        Bind(place, parts[^1], field, isOwnName: false, fields);
    }

    private int Enter(int place, string name)
    {
        var folded = FoldedName.Of(name);
        var target = _places[place].Targets.GetValueOrDefault(folded, NameTarget.None);
        if (target.Inside == Nowhere)
        {
            target = new NameTarget(target.Field, AddPlace(), target.IsOwnName);
            _places[place].Targets[folded] = target;
        }

        return target.Inside;
    }

    private void Bind(int place, string name, int field, bool isOwnName, ImmutableArray<FieldDefinition> fields)
    {
        var folded = FoldedName.Of(name);
        var target = _places[place].Targets.GetValueOrDefault(folded, NameTarget.None);
        if (target.Field >= 0 && target.Field != field)
        {
            throw new ArgumentException(
                $"The name '{name}' means two fields: '{NameOf(target.Field, fields)}' and '{NameOf(field, fields)}'.");
        }

        _places[place].Targets[folded] = new NameTarget(field, target.Inside, target.IsOwnName || isOwnName);
    }

    private static string NameOf(int field, ImmutableArray<FieldDefinition> fields) =>
        field < fields.Length ? fields[field].Name : "the sign of the amount";

    private int AddPlace()
    {
        _places.Add(new Place());
        return _places.Count - 1;
    }

    private sealed class Place
    {
        public Place() => Lookup = Targets.GetAlternateLookup<ReadOnlySpan<char>>();

        public Dictionary<string, NameTarget> Targets { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, NameTarget>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }
    }
}
