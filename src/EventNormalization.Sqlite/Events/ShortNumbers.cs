using System;
using System.Buffers;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>
/// Numbers as few bytes: seven bits a byte, the least first; all bytes but the last have the eighth bit.
/// </summary>
internal static class ShortNumbers
{
    private const int ByteCountMax = 10;

    public static void Write(ulong number, ArrayBufferWriter<byte> output)
    {
        var span = output.GetSpan(ByteCountMax);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)((number & 0x7F) | 0x80);
        }

        span[length++] = (byte)number;
        output.Advance(length);
    }

    /// <summary>Writes a number that may be negative; one near zero takes few bytes.</summary>
    public static void WriteSigned(long number, ArrayBufferWriter<byte> output) =>
        Write(unchecked((ulong)((number << 1) ^ (number >> 63))), output);

    /// <summary>Reads a number and goes after it.</summary>
    /// <exception cref="StoreCorruptedException">The bytes are no number.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var i = 0; i < bytes.Length && i < ByteCountMax; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return number;
            }
        }

        throw new StoreCorruptedException("A number is cut off.");
    }

    /// <summary>Reads a number that may be negative and goes after it.</summary>
    /// <exception cref="StoreCorruptedException">The bytes are no number.</exception>
    public static long ReadSigned(ref ReadOnlySpan<byte> bytes)
    {
        var number = Read(ref bytes);
        return (long)(number >> 1) ^ -(long)(number & 1);
    }
}
