using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>
/// The members that almost all events consist of: a short plain name that was seen before, and a text, a number or a
/// word. Whatever is otherwise is left to the thorough reading, which alone knows what is wrong.
/// </content>
internal sealed partial class EventScanner
{
    /// <summary>The room that a plain text is copied to.</summary>
    public const int PlainRoom = 32;

    private const int PaddedMax = 1 << 14;
    private const int Padding = 64;

    // The event, with zeros behind it. A zero ends everything, and no load leaves the memory.
    private byte[] _padded = new byte[1024 + Padding];
    private bool _isPadded;

    /// <summary>Copies a plain text of the event that was read last, which is at most as long as the room.</summary>
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
        _isPadded = Vector256.IsHardwareAccelerated && json.Length <= PaddedMax;
        if (!_isPadded)
        {
            return;
        }

        if (_padded.Length < json.Length + Padding)
        {
            _padded = new byte[(2 * json.Length) + Padding];
        }

        json.CopyTo(_padded);
        _padded.AsSpan(json.Length, Padding).Clear();
    }

    /// <summary>Reads plain members, and goes into objects and out of them, for as long as there are any.</summary>
    /// <returns>
    /// Whether the cursor is behind a value. Otherwise it is before a member that needs the thorough reading, or in an
    /// array.
    /// </returns>
    private bool ReadPlainMembers(ReadOnlySpan<byte> json, ref JsonCursor cursor)
    {
        if (!_isPadded)
        {
            return false;
        }

        ref var origin = ref MemoryMarshal.GetArrayDataReference(_padded);
        var position = cursor.Position;
        while (TryReadPlainMember(json, ref origin, ref position))
        {
            position = SkipBlanks(ref origin, position);
            while (At(ref origin, position) == '}')
            {
                Leave(++position);
                if (!_frames[_depth].IsObject)
                {
                    cursor.Position = position;
                    return true;
                }

                position = SkipBlanks(ref origin, position);
            }

            if (At(ref origin, position) != ',')
            {
                // It is the thorough reading's to say what is wrong.
                cursor.Position = position;
                return true;
            }

            position++;
        }

        cursor.Position = position;
        return false;
    }

    /// <summary>Reads a member, or into the object that is its value as long as there are plain members.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadPlainMember(ReadOnlySpan<byte> json, ref byte origin, ref int next)
    {
        unchecked
        {
            while (true)
            {
                ref var frame = ref _frames[_depth];
                var position = SkipBlanks(ref origin, next);
                var nameLength = PlainLength(ref origin, position);
                if (nameLength - 1 >= (uint)NameKey.LengthMax)
                {
                    return false;
                }

                var name = new JsonText(position + 1, (int)nameLength, hasEscapes: false, isAscii: true);
                var key = NameKey.Of(ref Unsafe.Add(ref origin, position + 1), (int)nameLength);
                var hash = key.Hash;
                position = SkipBlanks(ref origin, position + (int)nameLength + 2);
                if (At(ref origin, position) != ':' || _names.Count - frame.NamesStart == _namesMax)
                {
                    return false;
                }

                position = SkipBlanks(ref origin, position + 1);
                var first = At(ref origin, position);
                var target = NameTarget.None;
                if (frame.Place != FieldMap.Nowhere && !_cache.TryFind(key, hash, frame.Place, out target))
                {
                    return false;
                }

                if (first == '{')
                {
                    if (_depth == _depthMax || !_names.TryAddAtOnce(name, hash))
                    {
                        return false;
                    }

                    frame.IsFirst = false;
                    Open(isObject: true, position, new Member(target, name.Start, name.Length, frame.Scope));
                    next = position + 1;
                    continue;
                }

                var valueLength = first == '"' ? PlainLength(ref origin, position) : 0;
                var isPlain = valueLength - 1 < (uint)Vector256<byte>.Count;
                var end = isPlain ? position + (int)valueLength + 2 : FindEnd(json, ref origin, position, first);
                if (end < 0 || !_names.TryAddAtOnce(name, hash))
                {
                    return false;
                }

                frame.IsFirst = false;
                next = end;
                if (target.Field >= 0)
                {
                    var member = new Member(target, name.Start, name.Length, frame.Scope);
                    AddValue(json, member, first, position, isPlain ? (int)valueLength : position - end);
                }

                return true;
            }
        }
    }

    /// <summary>Where the scalar value ends that begins here; negative if it needs the thorough reading.</summary>
    private static int FindEnd(ReadOnlySpan<byte> json, ref byte origin, int position, byte first) =>
        first == '"' ? FindEndOfText(json, position, out _)
        : first >= 'a' ? FindEndOfWord(ref origin, position)
        : JsonNumbers.FindEnd(json, position);

    private static int FindEndOfText(ReadOnlySpan<byte> json, int position, out JsonText text)
    {
        var scan = JsonTextScan.Read(json, position);
        text = scan.Text;
        return scan.Fault == JsonFault.None ? scan.Position : -1;
    }

    private static int FindEndOfWord(ref byte origin, int position)
    {
        unchecked
        {
            var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref origin, position));
            return word == JsonWords.Null || word == JsonWords.True ? position + 4
                : word == JsonWords.Fals && At(ref origin, position + 4) == 'e' ? position + 5
                : -1;
        }
    }

    /// <summary>Notes a value; <paramref name="length"/> is that of a plain text, or else its negative extent.</summary>
    private void AddValue(ReadOnlySpan<byte> json, in Member member, byte first, int start, int length)
    {
        if (length > 0)
        {
            AddPlainText(member, start + 1, length);
        }
        else if (first == '"')
        {
            FindEndOfText(json, start, out var text);
            AddText(member, text);
        }
        else if (first != 'n')
        {
            AddOther(member, first, start, -length);
        }
    }

    /// <summary>The length of the text whose opening quote is here, if it has printed ASCII characters alone.</summary>
    /// <returns>At most 31; more if it is longer, not plain or no text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint PlainLength(ref byte origin, int position)
    {
        unchecked
        {
            var bytes = Vector256.LoadUnsafe(ref origin, (nuint)(uint)position + 1);
            var quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            var others = (Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.GreaterThan(bytes - Vector256.Create((byte)' '), Vector256.Create((byte)('~' - ' '))))
                .ExtractMostSignificantBits();
            var isPlain = At(ref origin, position) == '"' && (others & (quotes ^ (quotes - 1))) == 0 && quotes != 0;
            return isPlain ? (uint)BitOperations.TrailingZeroCount(quotes) : uint.MaxValue;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ref byte origin, int position)
    {
        unchecked
        {
            while (At(ref origin, position) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                position++;
            }

            return position;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ref byte origin, int position) => Unsafe.Add(ref origin, position);
}
