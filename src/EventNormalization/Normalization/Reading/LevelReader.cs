using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Finds members that may be fields in the objects around records. Not thread-safe.</summary>
/// <remarks>All records of an array have the same objects around them, so the last few are cached.</remarks>
internal sealed class LevelReader
{
    private const int CachedCount = 8;
    private const int AmountField = 2;

    private readonly FoundMembers _found = new();
    private readonly EventScanner _scanner;
    private readonly CompiledSchema _compiled;
    private readonly HashSet<string>? _inherited;
    private readonly CachedLevel[] _cached = new CachedLevel[CachedCount];
    private int _next;

    private readonly int _keyField;

    // The numbers, in the map that is read with, of the member that says the sign of the amount, and of those that the
    // key is joined of; -1 if there are none.
    private int _signSlot;
    private int _keyFirstSlot;
    private int _keySecondSlot;

    public LevelReader(CompiledSchema compiled)
    {
        _compiled = compiled;
        _scanner = new EventScanner(_found);
        _keyField = compiled.Schema.Key is null ? -1 : compiled.FurtherFrom;
        _inherited = compiled.Schema.Envelope.Inherit?.Select(FoldedName.OfPath).ToHashSet(StringComparer.Ordinal);
        MayInheritCurrency = _inherited is not null && NamesCurrency(compiled.Schema, _inherited);
    }

    /// <summary>Whether a currency may come from the objects around a record.</summary>
    public bool MayInheritCurrency { get; }

    /// <summary>What is wrong with the object that was read last.</summary>
    public JsonError Fault { get; private set; }

    public int ErrorPosition { get; private set; }

    /// <summary>The members of an object of this envelope, in their order.</summary>
    public LevelMember[] Read(ReadOnlyMemory<byte> envelope, EnvelopeLevel level, NameCache names)
    {
        foreach (ref var cached in _cached.AsSpan())
        {
            if (ReferenceEquals(cached.Level, level) && ReferenceEquals(cached.Map, names.Map))
            {
                (Fault, ErrorPosition) = (cached.Fault, cached.ErrorPosition);
                return cached.Members;
            }
        }

        var members = Scan(envelope.Span.Slice(level.Start, level.Length), level, names);
        _cached[_next] = new CachedLevel(level, names.Map, members) { Fault = Fault, ErrorPosition = ErrorPosition };
        _next = (_next + 1) % CachedCount;
        return members;
    }

    /// <summary>Whether one of the names is the last of a path, or of the objects of a path, to a currency.</summary>
    private static bool NamesCurrency(EventSchema schema, HashSet<string> inherited)
    {
        var aliases = schema.Profiles.Values.Append(schema.DefaultProfile)
            .SelectMany(profile => profile.Aliases.GetValueOrDefault(FieldNames.Currency, []));
        string[] paths =
        [
            FieldNames.Currency, .. schema.Currency.Aliases, .. schema.Currency.WeakAliases,
            .. schema.Wrappers, .. aliases,
        ];
        var parts = paths.SelectMany(path => FoldedName.OfPath(path).Split('.')).ToHashSet(StringComparer.Ordinal);
        return inherited.Any(name => parts.Contains(name[(name.LastIndexOf('.') + 1)..]));
    }

    private LevelMember[] Scan(ReadOnlySpan<byte> json, EnvelopeLevel level, NameCache names)
    {
        var limits = _compiled.Schema.Limits;
        Fault = _scanner.Scan(json, names, limits with { BytesMax = Math.Max(limits.BytesMax, json.Length) });
        ErrorPosition = _scanner.ErrorPosition;
        if (Fault != JsonError.None)
        {
            return [];
        }

        _signSlot = names.Map.SlotOf(AmountField, SlotPart.Sign);
        _keyFirstSlot = names.Map.SlotOf(_keyField, SlotPart.JoinFirst);
        _keySecondSlot = names.Map.SlotOf(_keyField, SlotPart.JoinSecond);
        foreach (var group in names.Map.Groups)
        {
            _found.Expand(group);
        }

        var members = new List<LevelMember>();
        for (var field = 0; field < names.Map.ChainCount - 1; field++)
        {
            for (var i = field == names.Map.Notices ? -1 : _found.FirstOf(field); i >= 0; i = _found.Values[i].Next)
            {
                members.Add(ToMember(json, level, field, i));
            }
        }

        AddZones(json, level, names.Map, members);
        return [.. members];
    }

    private LevelMember ToMember(ReadOnlySpan<byte> json, EnvelopeLevel level, int field, int index)
    {
        var path = PathOf(json, index);
        return new LevelMember
        {
            Target = new NameTarget(field, FieldMap.Nowhere, _found.Values[index].Rank),
            Value = ValueOf(level, index),
            Index = index,
            Path = level.Path.Length == 0 ? path : level.Path + "." + path,
            IsInherited = MayInherit(field, path),
        };
    }

    /// <summary>Notes the zones that stand in the same object as a date.</summary>
    private void AddZones(ReadOnlySpan<byte> json, EnvelopeLevel level, FieldMap map, List<LevelMember> members)
    {
        for (var zone = _found.FirstOf(map.Notices); zone >= 0; zone = _found.Values[zone].Next)
        {
            foreach (var member in members)
            {
                if (FieldRank.OrderOf(_found.Values[zone].Rank) == MapNumbers.Zone
                    && _found.Names[zone].Scope == _found.Names[member.Index].Scope
                    && RecordReader.IsNameOfDate(json, _found.Names[member.Index]))
                {
                    member.Zone ??= ToMember(json, level, map.Notices, zone);
                }
            }
        }
    }

    private FoundValue ValueOf(EnvelopeLevel level, int index)
    {
        var value = _found.Values[index];
        value.Start += level.Start;
        return value;
    }

    private bool MayInherit(int field, string path)
    {
        if (_inherited is null)
        {
            return field >= _compiled.Fields.Length
                ? field != _signSlot && field != _keyFirstSlot && field != _keySecondSlot
                : _compiled.Fields[field].Name is not (FieldNames.Amount or FieldNames.Key or FieldNames.Currency);
        }

        for (var start = 0; start >= 0; start = path.IndexOf('.', start) + 1 is var next and > 0 ? next : -1)
        {
            if (IsListed(path[start..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a path, or an object that it leads through, is among the names.</summary>
    private bool IsListed(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_inherited!.Contains(FoldedName.OfPath(path[..end])))
            {
                return true;
            }
        }

        return false;
    }

    private string PathOf(ReadOnlySpan<byte> json, int index)
    {
        ref readonly var name = ref _found.Names[index];
        var path = TextOf(json.Slice(name.Start, name.Length));
        for (var scope = name.Scope; scope > 0; scope = _found.Scopes[scope].Parent)
        {
            ref readonly var around = ref _found.Scopes[scope];
            path = TextOf(json.Slice(around.NameStart, around.NameLength)) + "." + path;
        }

        return path;
    }

    /// <summary>A name as it is meant, however it was escaped: what is listed is listed in every spelling.</summary>
    private static string TextOf(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(name);
        }

        var text = new byte[name.Length];
        return Encoding.UTF8.GetString(text, 0, JsonEscapes.UnescapeAny(name, text));
    }

    private readonly record struct CachedLevel(EnvelopeLevel Level, FieldMap Map, LevelMember[] Members)
    {
        public JsonError Fault { get; init; }

        public int ErrorPosition { get; init; }
    }
}
