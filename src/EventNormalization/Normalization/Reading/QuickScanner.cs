using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Walks over events as almost all are: not long, not deep, with short plain names.</summary>
/// <remarks>
/// <para>Law: what it reads, <see cref="EventScanner"/> reads the same. What it does not read may be any event or none:
/// that is for the thorough scanner to say.</para>
/// <para>Of one thread; its memory is reused from event to event.</para>
/// </remarks>
internal sealed partial class QuickScanner(FoundMembers found)
{
    /// <summary>The room that a plain text is copied to.</summary>
    public const int PlainRoom = 32;

    private const int BytesMax = 1 << 14;
    private const int Padding = 64;
    private const int DepthMax = 16;

    // The event, with zeros behind it. A zero ends everything, and no load leaves the memory.
    private byte[] _padded = new byte[1024 + Padding];

    /// <summary>Walks over <paramref name="json"/> and notes its members; false if it needs the thorough reading.</summary>
    public bool TryScan(ReadOnlySpan<byte> json, KnownNames names, JsonLimits limits)
    {
        if (!Vector256.IsHardwareAccelerated || json.Length > Math.Min(BytesMax, limits.BytesMax))
        {
            return false;
        }

        CopyPadded(json);
        found.Clear(names.Map.FieldCount);
        Begin(Math.Min(DepthMax, limits.DepthMax));
        return ReadEvent(json, names, limits.NamesMax);
    }

    /// <summary>Copies a plain text of the event that was read last, which is shorter than the room.</summary>
    /// <param name="start">Where the text begins.</param>
    /// <param name="room">At least <see cref="PlainRoom"/> bytes; all of them are written.</param>
    /// <param name="isLower">Whether capital letters become small.</param>
    public void CopyPlain(int start, Span<byte> room, bool isLower)
    {
        var text = Vector256.Create(_padded, start);
        if (isLower)
        {
            var fromA = text - Vector256.Create((byte)'A');
            var isCapital = Vector256.LessThanOrEqual(fromA, Vector256.Create((byte)('Z' - 'A')));
            text |= isCapital & Vector256.Create((byte)0x20);
        }

        text.CopyTo(room);
    }

    private void CopyPadded(ReadOnlySpan<byte> json)
    {
        if (_padded.Length < json.Length + Padding)
        {
            _padded = new byte[(2 * json.Length) + Padding];
        }

        json.CopyTo(_padded);
        _padded.AsSpan(json.Length, Padding).Clear();
    }

    /// <summary>Reads the event, which is one object, and nothing behind it.</summary>
    private bool ReadEvent(ReadOnlySpan<byte> json, KnownNames names, int namesLeft)
    {
        unchecked
        {
            ref var origin = ref MemoryMarshal.GetArrayDataReference(_padded);
            var position = SkipBlanks(ref origin, 0);
            if (At(ref origin, position) != '{')
            {
                return false;
            }

            // The frame is read again where one begins or ends; its parts live in registers between.
            ref readonly var frame = ref Open((byte)'{', position, FoundName.Root);
            var (end, place, number, scope) = (frame.End, frame.Place, frame.Object, frame.Scope);
            position = SkipBlanks(ref origin, position + 1);
            if (At(ref origin, position) == end)
            {
                return SkipBlanks(ref origin, position + 1) == json.Length;
            }

            while (true)
            {
                // Here stands a member or, in an array, a value.
                var name = FoundName.None;
                if (end == '}')
                {
                    var length = PlainLength(ref origin, position, out var bytes);
                    if (length - 1 >= KnownNames.LengthMax || --namesLeft < 0)
                    {
                        return false;
                    }

                    ref var known = ref names.Find(bytes, (int)length, place);
                    if (Unsafe.IsNullRef(ref known)
                        || (known.LastObject >= _firstObject && !TryDisplace(names, ref known, number)))
                    {
                        return false;
                    }

                    known.LastObject = number;
                    name = new FoundName(known.Target, position + 1, (int)length, scope);
                    position = SkipBlanks(ref origin, position + (int)length + 2);
                    if (At(ref origin, position) != ':')
                    {
                        return false;
                    }

                    position = SkipBlanks(ref origin, position + 1);
                }

                var first = At(ref origin, position);
                if (first is (byte)'{' or (byte)'[')
                {
                    if (_depth == _depthMax)
                    {
                        return false;
                    }

                    frame = ref Open(first, position, name);
                    (end, place, number, scope) = (frame.End, frame.Place, frame.Object, frame.Scope);
                    position = SkipBlanks(ref origin, position + 1);
                    if (At(ref origin, position) != end)
                    {
                        continue;
                    }
                }
                else
                {
                    position = ReadScalar(json, ref origin, position, first, name);
                    if (position < 0)
                    {
                        return false;
                    }

                    position = SkipBlanks(ref origin, position);
                }

                while (At(ref origin, position) == end)
                {
                    position++;
                    frame = ref Close(names, position);
                    position = SkipBlanks(ref origin, position);
                    if (_depth == 0)
                    {
                        return position == json.Length;
                    }

                    (end, place, number, scope) = (frame.End, frame.Place, frame.Object, frame.Scope);
                }

                if (At(ref origin, position) != ',')
                {
                    return false;
                }

                position = SkipBlanks(ref origin, position + 1);
            }
        }
    }
}
