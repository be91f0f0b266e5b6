using System;
using System.Runtime.CompilerServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Scans an event once: checks that it is JSON, and finds the members that may be fields.</summary>
/// <remarks>
/// Not thread-safe; its memory is reused from event to event. It copies no values and never throws, whatever the input.
/// </remarks>
internal sealed partial class EventScanner(FoundMembers found)
{
    private readonly NameSet _names = new();
    private Frame[] _frames = new Frame[66];
    private int _depth;
    private int _depthMax;
    private int _namesMax;
    private NameCache _nameCache = null!;

    /// <summary>After a fault: the position of the byte where it was seen.</summary>
    public int ErrorPosition { get; private set; }

    /// <summary>Whether the last event was well-formed JSON, but no object.</summary>
    public bool IsOtherValue { get; private set; }

    /// <summary>Walks over <paramref name="json"/>; returns what is wrong with it.</summary>
    public JsonError Scan(ReadOnlySpan<byte> json, NameCache names, JsonLimits limits)
    {
        Prepare(names, limits);
        if (json.Length > limits.BytesMax)
        {
            ErrorPosition = limits.BytesMax;
            return JsonError.TooLarge;
        }

        var cursor = new JsonCursor(json) { Halves = SurrogateHalves.Kept };
        IsOtherValue = cursor.SkipWhiteSpace() != (byte)'{';
        var fault = ReadValue(json, ref cursor, IsOtherValue ? FoundName.None : FoundName.Root);
        while (fault == JsonError.None && _depth > 0)
        {
            fault = _frames[_depth].IsObject ? ReadMember(json, ref cursor) : ReadElement(json, ref cursor);
        }

        if (fault == JsonError.None)
        {
            cursor.SkipWhiteSpace();
            fault = cursor.Position < json.Length ? JsonError.Syntax : JsonError.None;
        }

        ErrorPosition = cursor.Position;
        return fault;
    }

    private void Prepare(NameCache names, JsonLimits limits)
    {
        if (_frames.Length < limits.DepthMax + 2)
        {
            _frames = new Frame[limits.DepthMax + 2];
        }

        _depth = 0;
        _frames[0].IsObject = false;
        (_nameCache, _depthMax, _namesMax) = (names, limits.DepthMax, limits.NamesMax);
        _names.Clear();
        found.Clear(names.Map.ChainCount);
    }

    private JsonError ReadMember(ReadOnlySpan<byte> json, ref JsonCursor cursor)
    {
        ref var frame = ref _frames[_depth];
        var next = cursor.SkipWhiteSpace();
        if (next == (byte)'}' && frame.IsFirst)
        {
            return Close(ref cursor);
        }

        if (!cursor.TryReadText(out var text))
        {
            return cursor.Fault;
        }

        var fault = LookUp(json, text, ref frame, out var target);
        if (fault != JsonError.None)
        {
            cursor.Position = text.Start - 1;
            return fault;
        }

        frame.IsFirst = false;
        if (cursor.SkipWhiteSpace() != (byte)':')
        {
            return JsonError.Syntax;
        }

        cursor.Position++;
        cursor.SkipWhiteSpace();
        return ReadValueAndGoOn(json, ref cursor, new FoundName(target, text.Start, text.Length, frame.Scope));
    }

    private JsonError ReadElement(ReadOnlySpan<byte> json, ref JsonCursor cursor)
    {
        ref var frame = ref _frames[_depth];
        if (cursor.SkipWhiteSpace() == (byte)']' && frame.IsFirst)
        {
            return Close(ref cursor);
        }

        frame.IsFirst = false;
        return ReadValueAndGoOn(json, ref cursor, FoundName.None);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonError ReadValueAndGoOn(ReadOnlySpan<byte> json, ref JsonCursor cursor, in FoundName name)
    {
        var depth = _depth;
        var fault = ReadValue(json, ref cursor, name);

        // A value that was only opened goes on inside.
        return fault == JsonError.None && _depth == depth ? GoOn(ref cursor) : fault;
    }

    /// <summary>Reads a value up to its end, or opens it if it is an object or an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonError ReadValue(ReadOnlySpan<byte> json, ref JsonCursor cursor, in FoundName name)
    {
        var start = cursor.Position;
        switch ((uint)start < (uint)json.Length ? json[start] : 0)
        {
            case (byte)'"':
                if (cursor.TryReadText(out var text))
                {
                    found.Add(name, FoundMembers.KindOf(text), text.Start, text.Length);
                }

                return cursor.Fault;
            case (byte)'{' or (byte)'[':
                return Open(json[start] == (byte)'{', ref cursor, name);
            case (byte)'t' or (byte)'f' or (byte)'n':
                if (cursor.TryReadLiteral(out var literal) && literal != JsonLiteral.Null)
                {
                    var kind = literal == JsonLiteral.True ? FoundValueFlags.True : FoundValueFlags.False;
                    found.Add(name, kind, start, cursor.Position - start);
                }

                return cursor.Fault;
            default:
                if (cursor.TryReadNumber(out var length))
                {
                    found.Add(name, FoundValueFlags.Number, start, length);
                }

                return cursor.Fault;
        }
    }

    /// <summary>Continues after a value: to the next one, or out of everything that ends here.</summary>
    private JsonError GoOn(ref JsonCursor cursor)
    {
        while (_depth > 0)
        {
            var next = cursor.SkipWhiteSpace();
            if (next == (byte)',')
            {
                cursor.Position++;
                return JsonError.None;
            }

            if (next != (_frames[_depth].IsObject ? (byte)'}' : (byte)']'))
            {
                return JsonError.Syntax;
            }

            cursor.Position++;
            Leave(cursor.Position);
        }

        return JsonError.None;
    }

    private JsonError Close(ref JsonCursor cursor)
    {
        cursor.Position++;
        Leave(cursor.Position);
        return GoOn(ref cursor);
    }

    private JsonError Open(bool isObject, ref JsonCursor cursor, in FoundName name)
    {
        if (_depth == _depthMax)
        {
            return JsonError.TooDeep;
        }

        Open(isObject, cursor.Position, name);
        cursor.Position++;
        return JsonError.None;
    }

    private void Open(bool isObject, int position, in FoundName name)
    {
        var inside = isObject ? name.Target.Inside : FieldMap.Nowhere;
        ref var frame = ref _frames[++_depth];
        frame.IsObject = isObject;
        frame.IsFirst = true;
        frame.Place = inside;
        frame.Scope = inside == FieldMap.Nowhere ? -1 : found.AddScope(name);
        frame.NamesStart = _names.Count;
        frame.Found = -1;
        var noted = OpenedValue.TargetOf(_nameCache.Map, name.Target, isObject);
        if (noted.Chain != 0)
        {
            var kind = OpenedValue.KindOf(name.Target, isObject);
            frame.Found = found.Count;
            found.Add(new FoundName(noted, name.Start, name.Length, name.Scope), kind, position, 0);
        }

        _names.Enter();
    }

    private void Leave(int end)
    {
        ref var frame = ref _frames[_depth--];
        _names.Leave(frame.NamesStart);
        if (frame.Found >= 0)
        {
            ref var value = ref found.Values[frame.Found];
            value.Length = end - value.Start;
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
}
