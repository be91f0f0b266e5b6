using System;
using System.Buffers;
using System.Buffers.Binary;

namespace EventNormalization.Totals;

/// <summary>Writes what <see cref="StateReader"/> reads.</summary>
internal static class StateBytes
{
    private const int NumberLengthMax = 9;

    public static void WriteByte(this IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public static void WriteFlag(this IBufferWriter<byte> output, bool value) =>
        output.WriteByte(value ? (byte)1 : (byte)0);

    public static void WriteNumber(this IBufferWriter<byte> output, long number)
    {
        var span = output.GetSpan(NumberLengthMax);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)(0x80 | (number & 0x7F));
        }

        span[length++] = (byte)number;
        output.Advance(length);
    }

    public static void WriteSigned(this IBufferWriter<byte> output, long number) =>
        output.WriteNumber(number >= 0 ? number << 1 : (~number << 1) | 1);

    public static void WriteUInt64(this IBufferWriter<byte> output, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(output.GetSpan(sizeof(ulong)), value);
        output.Advance(sizeof(ulong));
    }

    public static void WriteSized(this IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.WriteNumber(bytes.Length);
        output.Write(bytes);
    }
}
