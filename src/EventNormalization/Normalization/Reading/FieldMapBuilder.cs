using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>Builds a <see cref="FieldMap"/> of the names of a schema, and notes those that mean two fields.</summary>
internal sealed partial class FieldMapBuilder
{
    private const int AmountField = 2;

    private readonly EventSchema _schema;
    private readonly ClientProfile _profile;
    private readonly string _profilePath;
    private readonly SchemaErrors _faults;
    private readonly ImmutableArray<FieldDefinition> _fields;
    private readonly List<Dictionary<string, NameEntry>> _places = [];
    private readonly HashSet<int> _wrapped = [];

    public FieldMapBuilder(EventSchema schema, ClientProfile profile, string profilePath, SchemaErrors faults)
    {
        (_schema, _profile, _profilePath, _faults) = (schema, profile, profilePath, faults);
        _fields = schema.AllFields();
        FieldCount = _fields.Length;
        NumberCount = FieldCount + 2;
    }

    /// <summary>What is remembered of names; builders of one schema may share it.</summary>
    public SettingPaths Names { get; init; } = new();

    public int FieldCount { get; }

    /// <summary>How many fields, other members and groups there are.</summary>
    public int NumberCount { get; private set; }

    public Dictionary<FieldSlot, int> Slots { get; } = [];

    public List<NameGroup> Groups { get; } = [];

    /// <summary>What the name of CloudEvents means where it is written otherwise.</summary>
    public NameTarget OtherCloudEventName { get; private set; }

    public FieldMap Build()
    {
        AddPlace();
        var insides = AddWrappers();
        AddNames(FieldMap.Root);
        foreach (var inside in insides)
        {
            AddNames(inside);
        }

        AddZones();
        if (_places.Count > NameTarget.NumberMax || _fields.Length > NameTarget.NumberMax)
        {
            _faults.Add(
                "$.fields", $"a schema has at most {NameTarget.NumberMax} fields, and as many objects on paths");
        }

        return new FieldMap(this);
    }

    /// <summary>The places as they are looked up.</summary>
    public ImmutableArray<FieldMapNode> ToPlaces()
    {
        var places = ImmutableArray.CreateBuilder<FieldMapNode>();
        for (var place = 0; place < _places.Count; place++)
        {
            var targets = new Dictionary<string, NameTarget>(_places[place].Count, StringComparer.Ordinal);
            foreach (var (name, entry) in _places[place])
            {
                targets[name] = ToTarget(entry, place, entry.Targets(FieldCount));
            }

            if (place == FieldMap.Root)
            {
                var entry = _places[place][FieldMap.CloudEventName];
                var others = entry.Targets(FieldCount).RemoveAll(target => target.Field == FieldCount);
                OtherCloudEventName = ToTarget(entry, place, others);
            }

            places.Add(new FieldMapNode(targets));
        }

        return places.ToImmutable();
    }

    private NameTarget ToTarget(NameEntry entry, int place, ImmutableArray<NameTarget> targets)
    {
        var level = _wrapped.Contains(place) ? 1 : 0;
        switch (targets)
        {
            case []:
                return new NameTarget(-1, entry.Inside, level, entry.IsWrapper);
            case [var only]:
                return new NameTarget(only.Field, entry.Inside, only.Rank, entry.IsWrapper);
            default:
                Groups.Add(new NameGroup { Number = NumberCount, Targets = targets });
                return new NameTarget(NumberCount++, entry.Inside, level, entry.IsWrapper);
        }
    }

    private List<int> AddWrappers()
    {
        var insides = new List<int>();
        for (var i = 0; i < _schema.Wrappers.Length; i++)
        {
            if (ReadOrFail(_schema.Wrappers[i], ("$.wrappers", i)) is { } name)
            {
                var entry = EntryOf(FieldMap.Root, name.Folded);
                entry.IsWrapper = true;
                entry.Inside = entry.Inside == FieldMap.Nowhere ? AddPlace() : entry.Inside;
                _wrapped.Add(entry.Inside);
                insides.Add(entry.Inside);
            }
        }

        foreach (var inside in insides)
        {
            foreach (var name in _places[FieldMap.Root].Where(pair => pair.Value.IsWrapper).Select(pair => pair.Key))
            {
                EntryOf(inside, name).IsWrapper = true;
            }
        }

        return insides;
    }

    private void AddNames(int place)
    {
        for (var field = 0; field < _fields.Length; field++)
        {
            var definition = _fields[field];
            if (definition.Constant is null && definition.From is null)
            {
                Bind(place, definition.Name, (field, FieldRank.OwnName), ("$.fields." + definition.Name, -1));
                AddAliases(place, field, definition);
                AddSlots(place, field, definition);
            }
        }

        if (_profile.Amount.SignFrom is { } sign)
        {
            var slot = new FieldSlot(AmountField, SlotPart.Sign);
            BindPath(place, sign.Member, (NumberOf(slot), FieldRank.OwnName), (_profilePath + ".sign_from.member", -1));
        }

        for (var i = 0; i < _schema.Subjects.Length; i++)
        {
            Bind(place, _schema.Subjects[i], (FieldCount, MapNumbers.Subject), ("$.subjects", i));
        }

        if (place == FieldMap.Root)
        {
            Bind(place, FieldMap.CloudEventName, (FieldCount, MapNumbers.CloudEvent), ("$", -1));
        }
    }

    private void AddAliases(int place, int field, FieldDefinition definition)
    {
        var isOwn = _profile.Aliases.TryGetValue(definition.Name, out var aliases);
        aliases = isOwn ? aliases : definition.Aliases;
        var path = isOwn ? $"{_profilePath}.aliases.{definition.Name}" : $"$.fields.{definition.Name}.aliases";
        for (var i = 0; i < aliases.Length; i++)
        {
            var order = definition.Choose == AliasChoice.First
                ? Math.Min(FieldRank.Alias + i, FieldRank.Weak - 1)
                : FieldRank.Alias;
            BindPath(place, aliases[i], (field, order), (path, i));
        }

        path = $"$.fields.{definition.Name}.weak_aliases";
        for (var i = 0; i < definition.WeakAliases.Length && !isOwn; i++)
        {
            BindPath(place, definition.WeakAliases[i], (field, FieldRank.Weak), (path, i));
        }
    }

    private void AddSlots(int place, int field, FieldDefinition definition)
    {
        var path = "$.fields." + definition.Name;
        if (definition.ZoneFrom is { } zone)
        {
            var slot = new FieldSlot(field, SlotPart.Zone);
            BindPath(place, zone, (NumberOf(slot), FieldRank.OwnName), (path + ".zone_from", -1));
        }

        if (definition.Join is [var first, var second])
        {
            var (one, other) = (new FieldSlot(field, SlotPart.JoinFirst), new FieldSlot(field, SlotPart.JoinSecond));
            BindPath(place, first, (NumberOf(one), FieldRank.OwnName), (path + ".join", 0));
            BindPath(place, second, (NumberOf(other), FieldRank.OwnName), (path + ".join", 1));
        }
    }

    private int NumberOf(FieldSlot slot)
    {
        if (!Slots.TryGetValue(slot, out var number))
        {
            number = NumberCount++;
            Slots.Add(slot, number);
        }

        return number;
    }

    /// <summary>Sees to it that a zone beside a date in the same object is found with it.</summary>
    private void AddZones()
    {
        for (var place = FieldMap.Root; place < _places.Count; place++)
        {
            var hasDate = _places[place].Any(pair => pair.Key is "date" or "datetime"
                && pair.Value.Names(field => field < FieldCount && _fields[field].Kind == FieldValueKind.Instant));
            if (hasDate)
            {
                EntryOf(place, "timezone").Bind(FieldCount + 1, FieldRank.Of(MapNumbers.Zone, isInner: false));
            }
        }
    }
}
