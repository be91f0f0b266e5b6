using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>Single tokens: what stands at a position, and where it ends.</content>
/// <remarks>
/// What is seldom, or takes many registers, is kept out of the loop over the members: the methods that note a value and
/// return where it ends, or a negative number if there is none.
/// </remarks>
internal sealed partial class FastScanner
{
    /// <summary>The bytes of a value of the event that was read last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> BytesOf(in FoundValue value)
    {
        Debug.Assert(value.Start + value.Length <= _length);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref First, value.Start), value.Length);
    }

    /// <summary>32 bytes from a place in the event that was read last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> Load(int start) => Vector256.LoadUnsafe(ref First, unchecked((nuint)(uint)start));

    /// <summary>At most 16 bytes from a place in the event that was read last, with zeros after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<ulong> LoadShort(int start, int length)
    {
        unchecked
        {
            var places = Vector128<byte>.Indices;
            var isText = Vector128.LessThan(places, Vector128.Create((byte)length));
            return (Vector128.LoadUnsafe(ref First, (nuint)(uint)start) & isText).AsUInt64();
        }
    }

    private ReadOnlySpan<byte> Event => _bytes.AsSpan(_start, _length);

    private ref byte First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _start);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadAnyText(int position, NameTarget target)
    {
        unchecked
        {
            var end = FindEndOfAscii(position, out var kind);
            if (end >= 0)
            {
                found.Add(target, kind, position + 1, end - position - 1);
                return end + 1;
            }

            var scan = JsonTextScan.Read(Event, position);
            if (scan.Fault != JsonError.None)
            {
                return -1;
            }

            found.Add(target, FoundMembers.KindOf(scan.Text), scan.Text.Start, scan.Text.Length);
            return scan.Position;
        }
    }

    /// <summary>Where a text ends that is ASCII, with escapes or without; negative if it is not, or wrong.</summary>
    private int FindEndOfAscii(int position, out FoundValueFlags kind)
    {
        unchecked
        {
            kind = FoundValueFlags.Text | FoundValueFlags.IsAscii;
            ref var origin = ref First;
            for (var at = position + 1; at < _length;)
            {
                var stops = PlainText.StopsOf(Vector256.LoadUnsafe(ref origin, (nuint)(uint)at));
                if (stops == 0)
                {
                    at += Vector256<byte>.Count;
                    continue;
                }

                at += BitOperations.TrailingZeroCount(stops);
                if (At(ref origin, at) == '"')
                {
                    return at;
                }

                if (At(ref origin, at) != '\\')
                {
                    break;
                }

                at = FindEndOfEscape(ref origin, at);
                if (at < 0)
                {
                    break;
                }

                kind = FoundValueFlags.Text | FoundValueFlags.HasEscapes;
            }

            return -1;
        }
    }

    /// <summary>Where the escape ends that begins there; negative if it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindEndOfEscape(ref byte origin, int start)
    {
        unchecked
        {
            return IsSimpleEscape(At(ref origin, start + 1)) ? start + 2
                : JsonEscapes.Check(Event, start, out var end) == JsonError.None ? end : -1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadWord(int position, NameTarget target)
    {
        unchecked
        {
            ref var first = ref Unsafe.Add(ref First, position);
            var word = Unsafe.ReadUnaligned<uint>(ref first);
            if (word == JsonLiteralBytes.Null)
            {
                return position + 4;
            }

            var isTrue = word == JsonLiteralBytes.True;
            if (!isTrue && (word != JsonLiteralBytes.Fals || At(ref first, 4) != 'e'))
            {
                return -1;
            }

            var length = isTrue ? 4 : 5;
            found.Add(target, isTrue ? FoundValueFlags.True : FoundValueFlags.False, position, length);
            return position + length;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadAnyNumber(int position, NameTarget target)
    {
        var end = position < _length ? JsonNumbers.FindEnd(Event, position) : -1;
        if (end < 0)
        {
            return -1;
        }

        found.Add(target, FoundValueFlags.Number, position, end - position);
        return end;
    }

    /// <summary>The length of a number without an exponent; 16 or more if it is longer or there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NumberLength(ref byte first)
    {
        unchecked
        {
            // A bit for each of sixteen bytes that is no digit, and more after them.
            var bytes = Vector128.LoadUnsafe(ref first);
            var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var others = ~digits.ExtractMostSignificantBits();
            var start = first == '-' ? 1 : 0;
            others &= ~(uint)start;
            var whole = BitOperations.TrailingZeroCount(others);
            var isWhole = whole == start + 1 | (whole > start + 1 & At(ref first, start) != '0');
            var length = whole;
            if (At(ref first, whole) == '.')
            {
                length = BitOperations.TrailingZeroCount(others & (others - 1));
                isWhole &= length > whole + 1;
            }

            return isWhole & (At(ref first, length) | 0x20) != 'e' ? length : Vector128<byte>.Count;
        }
    }

    /// <summary>Whether this letter after a backslash is an escape of two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSimpleEscape(byte letter)
    {
        unchecked
        {
            const ulong UpTo63 = (1UL << '"') | (1UL << '/');
            const ulong UpTo127 = (1UL << ('\\' - 64)) | (1UL << ('b' - 64)) | (1UL << ('f' - 64)) | (1UL << ('n' - 64))
                | (1UL << ('r' - 64)) | (1UL << ('t' - 64));
            return letter < 128 && (((letter < 64 ? UpTo63 : UpTo127) >> letter) & 1) != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint SkipWhiteSpace(ref byte origin, nint position, int end)
    {
        unchecked
        {
            const ulong Blanks = (1UL << ' ') | (1UL << '\n') | (1UL << '\r') | (1UL << '\t');
            while (true)
            {
                var next = At(ref origin, position);
                if (next > ' ' || ((Blanks >> next) & 1) == 0 || position >= end)
                {
                    return position;
                }

                position++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ref byte origin, nint position) => Unsafe.Add(ref origin, position);
}
