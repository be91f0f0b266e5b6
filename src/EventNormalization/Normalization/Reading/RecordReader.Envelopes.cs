using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>Values from outside the record's own bytes: from the objects around it, and from the host.</content>
internal sealed partial class RecordReader
{
    private readonly LevelReader _levels;
    private readonly List<string> _outerPaths = [];

    // By number of the path: the zone beside a date; -1 if there is none.
    private readonly List<int> _outerZones = [];
    private EnvelopePart? _part;
    private JsonLimits? _innerLimits;
    private EventContext _context = EventContext.Empty;
    private EnvelopeLevel? _inheritedFrom;
    private ReadOnlyMemory<byte> _outer;

    // The object around the record that could not be read, if the fault is there.
    private EnvelopeLevel? _brokenLevel;

    private void BeginDelivery(in RawEvent raw)
    {
        _hasContext = !raw.IsAlone || _compiled.HasOrigins;
        _location = raw.Location;
        _part = raw.Part;
        _context = raw.Context;
        _brokenLevel = null;
        _inheritedFrom = null;
        _outer = default;
        if (_part is not { HasEnvelope: true } part)
        {
            return;
        }

        if (part.Frame is { IsStored: true, Level: null })
        {
            StoredFrame.Complete(part, raw.Utf8.Span, _compiled.Schema.Envelope);
        }

        _outer = part.Envelope;
    }

    /// <summary>What a record may have itself, below the brackets that are open around it.</summary>
    private JsonLimits LimitsOf(JsonLimits limits)
    {
        if (_part is not { Frame.Depth: > 0 and var depth })
        {
            return limits;
        }

        // The records of one array follow each other.
        var depthMax = Math.Max(1, limits.DepthMax - depth);
        if (_innerLimits?.DepthMax != depthMax)
        {
            _innerLimits = limits with { DepthMax = depthMax };
        }

        return _innerLimits;
    }

    /// <summary>Notes the name and the value of a member that is an event; false if it is no member.</summary>
    private bool TryScanMember(ReadOnlySpan<byte> raw, NameCache names, JsonLimits limits)
    {
        _isFullPath = true;
        var end = raw.Length > 0 && raw[0] == '"' ? JsonExtent.EndOfText(raw, 0) : -1;
        var colon = end < 0 ? -1 : JsonWhiteSpace.Skip(raw, end);
        if (colon < 0 || colon >= raw.Length || raw[colon] != ':')
        {
            return FailJson(JsonError.Syntax, Math.Max(colon, 0));
        }

        // The scanner checks both; it takes the member's value, and then its name, for a document of its own.
        var start = JsonWhiteSpace.Skip(raw, colon + 1);
        _jsonError = _scanner.Scan(raw[start..], names, limits);
        var at = start + _scanner.ErrorPosition;
        if (_jsonError == JsonError.None)
        {
            _jsonError = _scanner.Scan(raw[..end], names, limits);
            at = _scanner.ErrorPosition;
        }

        if (_jsonError != JsonError.None)
        {
            return FailJson(_jsonError, at);
        }

        _found.Clear(names.Map.ChainCount);
        var hasEscapes = raw[..end].Contains((byte)'\\');
        AddMember(MetricField, hasEscapes ? FoundValueFlags.Text | FoundValueFlags.HasEscapes
            : FoundValueFlags.Text, 1, end - 2);
        AddValue(raw, start);
        return true;
    }

    private void AddValue(ReadOnlySpan<byte> raw, int start)
    {
        var value = raw[start..].TrimEnd(" \t\r\n"u8);
        switch (value[0])
        {
            case (byte)'"':
                var text = value[1..^1];
                var kind = text.Contains((byte)'\\') ? FoundValueFlags.Text | FoundValueFlags.HasEscapes
                    : FoundValueFlags.Text;
                AddMember(AmountField, kind, start + 1, text.Length);
                break;
            case (byte)'n':
                break;
            default:
                AddMember(AmountField, value[0] switch
                {
                    (byte)'{' => FoundValueFlags.Object,
                    (byte)'[' => FoundValueFlags.Array,
                    (byte)'t' => FoundValueFlags.True,
                    (byte)'f' => FoundValueFlags.False,
                    _ => FoundValueFlags.Number,
                }, start, value.Length);
                break;
        }
    }

    private void AddMember(int field, FoundValueFlags kind, int start, int length) =>
        _found.Add(new FoundName(
            new NameTarget(field, FieldMap.Nowhere, FieldRank.Of(FieldRank.OwnName, isInner: false)), 0, 0, -1), kind,
                start, length);

    /// <summary>What is wrong with a part of a delivery that nobody can read.</summary>
    private static JsonError FaultOf(in RawEvent raw, int position)
    {
        if (raw.Part!.IsOverfull)
        {
            return JsonError.TooManyRecords;
        }

        if (raw.Part.IsRepeated)
        {
            return JsonError.DuplicateName;
        }

        var status = Rune.DecodeFromUtf8(raw.Utf8.Span[Math.Min(position, raw.Utf8.Length)..], out _, out _);
        return status == OperationStatus.InvalidData ? JsonError.Encoding : JsonError.Syntax;
    }

    private bool FailJson(JsonError fault, int position)
    {
        (_jsonError, _jsonErrorPosition) = (fault, position);
        _faults.Add(new Fault { Kind = FaultKind.Json });
        return false;
    }

    /// <summary>
    /// Adds what is read together with a decoded object: the members of the objects that held its text.
    /// </summary>
    private void AddWrappers(NameCache names)
    {
        _outerPaths.Clear();
        _outerZones.Clear();
        if (_part is { Frame.IsDecoded: true })
        {
            // A decoded object is inside of what is read together with it.
            foreach (ref var value in _found.Values)
            {
                value.Rank |= 1;
            }
        }

        // What a schema says of inheriting, it says of a decoded object too: else all that is around it counts.
        var isSaid = _compiled.Schema.Envelope.Inherit is not null;
        var level = _part?.Frame.Level;
        for (var isWrapper = _part is { Frame.IsDecoded: true }; isWrapper && level is not null; level = level.Outer)
        {
            foreach (var member in ReadLevel(level, names))
            {
                if (member.IsInherited || !isSaid)
                {
                    AddOuter(member);
                }
            }

            isWrapper = level.IsDecoded;
        }

        _inheritedFrom = level;
    }

    /// <summary>
    /// Goes to the objects around a record for a field that it lacks; the innermost that has it counts.
    /// </summary>
    /// <returns>The first value at the rank that counts; -1 if there is none.</returns>
    private int Inherit(ReadOnlySpan<byte> raw, int field)
    {
        var names = NamesOf(_profile.Map);
        if (field >= names.Map.FieldCount
            && (field <= names.Map.Notices || (!IsOfOthers(names.Map, field) && FindOwn(raw, _field) >= 0)))
        {
            // The halves of a field are inherited with the field alone.
            return -1;
        }

        for (var level = _inheritedFrom; level is not null; level = level.Outer)
        {
            var isFound = false;
            foreach (var member in ReadLevel(level, names))
            {
                if (member.Target.Field == field && member.IsInherited)
                {
                    AddOuter(member);
                    isFound = true;
                }
            }

            if (isFound && FindOwn(raw, field) is >= 0 and var first)
            {
                return first;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whether a member that says something about a value may stand elsewhere than the value: a sign that is listed,
    /// and the zone of the local times in all the records.
    /// </summary>
    private bool IsOfOthers(FieldMap map, int slot) =>
        slot == map.SlotOf(AmountField, SlotPart.Sign) || slot == map.SlotOf(_field, SlotPart.Zone);

    private LevelMember[] ReadLevel(EnvelopeLevel level, NameCache names)
    {
        var members = _levels.Read(_outer, level, names);
        if (_levels.Fault != JsonError.None && _brokenLevel is null)
        {
            _brokenLevel = level;
            FailJson(_levels.Fault, _levels.ErrorPosition);
        }

        return members;
    }

    private void AddOuter(LevelMember member)
    {
        var zone = -1;
        if (member.Zone is { } beside)
        {
            AddOuter(beside);
            zone = _found.Count - 1;
        }

        _found.Add(
            new FoundName(member.Target, _outerPaths.Count, 0, -1),
            member.Value.Kind | FoundValueFlags.IsOuter,
            member.Value.Start,
            member.Value.Length);
        _outerPaths.Add(member.Path);
        _outerZones.Add(zone);
    }

    /// <summary>A place within the record as a place within its delivery.</summary>
    private string Within(string path) => (_part?.Path ?? "", path) switch
    {
        ("", _) => path,
        (var outer, "") => outer,
        var (outer, _) => outer + "." + path,
    };
}
