using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>A text of at most 16 bytes as one vector, with zeros after it.</summary>
internal static class ShortText
{
    public const int BytesMax = 16;

    /// <summary>Loads the text without looking past its end.</summary>
    /// <param name="text">From 1 to <see cref="BytesMax"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Load(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            if (text.Length < sizeof(ulong))
            {
                return Vector128.CreateScalar(text.Length >= sizeof(uint) ? LoadSeven(text) : LoadThree(text));
            }

            // The two words overlap: what the first has already goes out of the second, in steps that may be 0 and 64.
            var half = 4 * (BytesMax - text.Length);
            var tail = BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]);
            return Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(text), tail >> half >> half);
        }
    }

    /// <summary>Loads four to seven bytes.</summary>
    private static ulong LoadSeven(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            ulong tail = BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | (tail << (8 * (text.Length - sizeof(uint))));
        }
    }

    /// <summary>Loads one to three bytes, of which the middle one may also be the first or the last.</summary>
    private static ulong LoadThree(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            var middle = text.Length >> 1;
            var last = text.Length - 1;
            return text[0] | ((ulong)text[middle] << (8 * middle)) | ((ulong)text[last] << (8 * last));
        }
    }
}
