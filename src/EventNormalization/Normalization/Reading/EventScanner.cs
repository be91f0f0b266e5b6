using System;
using System.Runtime.CompilerServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Walks over one event once: checks that it is JSON and finds the members that may be fields.</summary>
/// <remarks>Of one thread; its memory is reused from event to event. It copies no value and throws for no input.</remarks>
internal sealed partial class EventScanner
{
    private readonly NameCache _cache = new();
    private readonly NameSet _names = new();
    private Frame[] _frames = new Frame[66];
    private FoundValue[] _found = new FoundValue[32];
    private int[] _heads = [];
    private int[] _tails = [];
    private MemberScope[] _scopes = new MemberScope[16];
    private int _foundCount;
    private int _scopeCount;
    private int _depth;
    private int _depthMax;
    private int _namesMax;
    private FieldMap _map = null!;

    /// <summary>The members found, in the order in which they stand.</summary>
    public Span<FoundValue> Found => _found.AsSpan(0, _foundCount);

    /// <summary>The objects that names were looked up in.</summary>
    public ReadOnlySpan<MemberScope> Scopes => _scopes.AsSpan(0, _scopeCount);

    /// <summary>After a fault: the position of the byte where it was seen.</summary>
    public int FaultPosition { get; private set; }

    /// <summary>Whether the last event was well-formed JSON, but no object.</summary>
    public bool IsOtherValue { get; private set; }

    /// <summary>The first member found for a field under its own name, or under an alias; -1 if there is none.</summary>
    public int FirstOf(int field, FieldRank rank) => _heads[(2 * field) + (int)rank];

    /// <summary>Walks over <paramref name="json"/>; returns what is wrong with it.</summary>
    public JsonFault Scan(ReadOnlySpan<byte> json, FieldMap map, JsonLimits limits)
    {
        Prepare(map, limits);
        if (json.Length > limits.BytesMax)
        {
            FaultPosition = limits.BytesMax;
            return JsonFault.TooLarge;
        }

        CopyPadded(json);
        var cursor = new JsonCursor(json);
        IsOtherValue = cursor.SkipWhitespace() != (byte)'{';
        var place = IsOtherValue ? FieldMap.Nowhere : FieldMap.Root;
        var top = new Member(new NameTarget(-1, place, isOwnName: false), 0, 0, -1);
        var fault = ReadValue(json, ref cursor, top);
        while (fault == JsonFault.None && _depth > 0)
        {
            fault = !_frames[_depth].IsObject ? ReadElement(json, ref cursor)
                : ReadPlainMembers(json, ref cursor) ? GoOn(ref cursor)
                : ReadMember(json, ref cursor);
        }

        if (fault == JsonFault.None)
        {
            cursor.SkipWhitespace();
            fault = cursor.Position < json.Length ? JsonFault.Syntax : JsonFault.None;
        }

        FaultPosition = cursor.Position;
        return fault;
    }

    private void Prepare(FieldMap map, JsonLimits limits)
    {
        if (!ReferenceEquals(map, _map))
        {
            _map = map;
            _cache.Clear();
            _heads = new int[2 * map.FieldCount];
            _tails = new int[2 * map.FieldCount];
        }

        if (_frames.Length < limits.DepthMax + 2)
        {
            _frames = new Frame[limits.DepthMax + 2];
        }

        (_foundCount, _scopeCount, _depth) = (0, 0, 0);
        _frames[0].IsObject = false;
        (_depthMax, _namesMax) = (limits.DepthMax, limits.NamesMax);
        _names.Clear();
        _heads.AsSpan().Fill(-1);
    }

    private JsonFault ReadMember(ReadOnlySpan<byte> json, ref JsonCursor cursor)
    {
        ref var frame = ref _frames[_depth];
        var next = cursor.SkipWhitespace();
        if (next == (byte)'}' && frame.IsFirst)
        {
            return Close(ref cursor);
        }

        if (!cursor.TryReadText(out var name))
        {
            return cursor.Fault;
        }

        var fault = Look(json, name, ref frame, out var target);
        if (fault != JsonFault.None)
        {
            cursor.Position = name.Start - 1;
            return fault;
        }

        frame.IsFirst = false;
        if (cursor.SkipWhitespace() != (byte)':')
        {
            return JsonFault.Syntax;
        }

        cursor.Position++;
        cursor.SkipWhitespace();
        return ReadValueAndGoOn(json, ref cursor, new Member(target, name.Start, name.Length, frame.Scope));
    }

    private JsonFault ReadElement(ReadOnlySpan<byte> json, ref JsonCursor cursor)
    {
        ref var frame = ref _frames[_depth];
        if (cursor.SkipWhitespace() == (byte)']' && frame.IsFirst)
        {
            return Close(ref cursor);
        }

        frame.IsFirst = false;
        return ReadValueAndGoOn(json, ref cursor, Member.Element);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonFault ReadValueAndGoOn(ReadOnlySpan<byte> json, ref JsonCursor cursor, in Member member)
    {
        var depth = _depth;
        var fault = ReadValue(json, ref cursor, member);

        // A value that was only opened goes on inside.
        return fault == JsonFault.None && _depth == depth ? GoOn(ref cursor) : fault;
    }

    /// <summary>Reads a value up to its end, or opens it if it is an object or an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonFault ReadValue(ReadOnlySpan<byte> json, ref JsonCursor cursor, in Member member)
    {
        var start = cursor.Position;
        switch ((uint)start < (uint)json.Length ? json[start] : 0)
        {
            case (byte)'"':
                if (cursor.TryReadText(out var text) && member.Target.Field >= 0)
                {
                    AddText(member, text);
                }

                return cursor.Fault;
            case (byte)'{' or (byte)'[':
                return Open(json[start] == (byte)'{', ref cursor, member);
            case (byte)'t' or (byte)'f' or (byte)'n':
                if (cursor.TryReadLiteral(out var literal) && member.Target.Field >= 0 && literal != JsonLiteral.Null)
                {
                    var kind = literal == JsonLiteral.True ? JsonKind.True : JsonKind.False;
                    Add(member, kind, start, cursor.Position - start);
                }

                return cursor.Fault;
            default:
                if (cursor.TryReadNumber(out var length) && member.Target.Field >= 0)
                {
                    Add(member, JsonKind.Number, start, length);
                }

                return cursor.Fault;
        }
    }

    /// <summary>Goes on behind a value: to the next one, or out of everything that ends here.</summary>
    private JsonFault GoOn(ref JsonCursor cursor)
    {
        while (_depth > 0)
        {
            var next = cursor.SkipWhitespace();
            if (next == (byte)',')
            {
                cursor.Position++;
                return JsonFault.None;
            }

            if (next != (_frames[_depth].IsObject ? (byte)'}' : (byte)']'))
            {
                return JsonFault.Syntax;
            }

            cursor.Position++;
            Leave(cursor.Position);
        }

        return JsonFault.None;
    }

    private JsonFault Close(ref JsonCursor cursor)
    {
        cursor.Position++;
        Leave(cursor.Position);
        return GoOn(ref cursor);
    }

    private JsonFault Open(bool isObject, ref JsonCursor cursor, in Member member)
    {
        if (_depth == _depthMax)
        {
            return JsonFault.TooDeep;
        }

        Open(isObject, cursor.Position, member);
        cursor.Position++;
        return JsonFault.None;
    }

    private void Open(bool isObject, int position, in Member member)
    {
        var inside = isObject ? member.Target.Inside : FieldMap.Nowhere;
        var found = -1;
        if (member.Target.Field >= 0 && inside == FieldMap.Nowhere)
        {
            found = _foundCount;
            Add(member, isObject ? JsonKind.Object : JsonKind.Array, position, 0);
        }

        // Written in place: a frame that is built first and copied then waits for its own parts.
        ref var frame = ref _frames[++_depth];
        frame.IsObject = isObject;
        frame.IsFirst = true;
        frame.Place = inside;
        frame.Scope = inside == FieldMap.Nowhere ? -1 : AddScope(member);
        frame.NamesStart = _names.Count;
        frame.Found = found;
        _names.Enter();
    }

    private void Leave(int end)
    {
        ref var frame = ref _frames[_depth--];
        _names.Leave(frame.NamesStart);
        if (frame.Found >= 0)
        {
            _found[frame.Found].Length = end - _found[frame.Found].Start;
        }
    }

    private struct Frame
    {
        public bool IsObject;
        public bool IsFirst;
        public int Place;
        public int Scope;
        public int NamesStart;
        public int Found;
    }

    private readonly struct Member(NameTarget target, int nameStart, int nameLength, int scope)
    {
        public static readonly Member Element = new(NameTarget.None, 0, 0, -1);

        public readonly NameTarget Target = target;
        public readonly int NameStart = nameStart;
        public readonly int NameLength = nameLength;
        public readonly int Scope = scope;
    }
}
