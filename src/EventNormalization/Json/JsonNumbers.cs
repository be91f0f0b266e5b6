using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Json;

/// <summary>The grammar of a number: <c>-? (0 | [1-9][0-9]*) (.[0-9]+)? ([eE][+-]?[0-9]+)?</c>.</summary>
internal static class JsonNumbers
{
    private const ulong EveryHighBit = 0x8080_8080_8080_8080;

    /// <summary>The position after the number that begins at <paramref name="position"/>.</summary>
    /// <returns>The complement of the offending position where there is no number.</returns>
    public static int FindEnd(ReadOnlySpan<byte> json, int position)
    {
        unchecked
        {
            if (ByteAt(json, position) == '-')
            {
                position++;
            }

            var integer = position;
            position = SkipDigits(json, position);
            if (position == integer)
            {
                return ~position;
            }

            // A number that starts with zero ends its integer there: the digit after it is the offending byte.
            if (position - integer > 1 && json[integer] == '0')
            {
                return ~(integer + 1);
            }

            var next = ByteAt(json, position);
            return next == '.' || (next | 0x20) == 'e' ? FindEndOfFraction(json, position) : position;
        }
    }

    private static int FindEndOfFraction(ReadOnlySpan<byte> json, int position)
    {
        unchecked
        {
            if (ByteAt(json, position) == '.')
            {
                var fraction = position + 1;
                position = SkipDigits(json, fraction);
                if (position == fraction)
                {
                    return ~position;
                }
            }

            return (ByteAt(json, position) | 0x20) == 'e' ? FindEndOfExponent(json, position + 1) : position;
        }
    }

    private static int FindEndOfExponent(ReadOnlySpan<byte> json, int position)
    {
        unchecked
        {
            if (ByteAt(json, position) is '+' or '-')
            {
                position++;
            }

            var end = SkipDigits(json, position);
            return end == position ? ~position : end;
        }
    }

    /// <summary>Passes digits eight at a time: each byte that is none leaves its high bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipDigits(ReadOnlySpan<byte> json, int position)
    {
        unchecked
        {
            if (json.Length - position < sizeof(ulong) || !BitConverter.IsLittleEndian)
            {
                return SkipManyDigits(json, position);
            }

            ref var origin = ref MemoryMarshal.GetReference(json);
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref origin, position)) ^ 0x3030_3030_3030_3030;

            // A carry out of a byte that is no digit spoils only the bytes after it, which do not count.
            var others = ((word + 0x7676_7676_7676_7676) | word) & EveryHighBit;
            return others != 0
                ? position + (BitOperations.TrailingZeroCount(others) >> 3)
                : SkipManyDigits(json, position + sizeof(ulong));
        }
    }

    private static int SkipManyDigits(ReadOnlySpan<byte> json, int position)
    {
        if (position >= json.Length)
        {
            return json.Length;
        }

        var run = json[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return run < 0 ? json.Length : position + run;
    }

    private static int ByteAt(ReadOnlySpan<byte> json, int position) =>
        (uint)position < (uint)json.Length ? json[position] : -1;
}
