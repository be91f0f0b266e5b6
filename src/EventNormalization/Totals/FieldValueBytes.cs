using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// The value of a field as bytes: equal values have equal bytes, and the bytes read back as the value.
/// </summary>
/// <remarks>
/// A byte for the kind, then UTF-8, a decimal or an instant as <see cref="SortableBytes"/> writes them, 8 bytes
/// (big-endian) of a whole number, or one of a truth value. States keep hashes of these bytes: they never change.
/// </remarks>
internal static class FieldValueBytes
{
    private const byte Text = 0;
    private const byte Decimal = 1;
    private const byte Integer = 2;
    private const byte Boolean = 3;
    private const byte Instant = 4;

    // A text that is not well-formed has no UTF-8; it is never taken for another one.
    private const byte Utf16 = 5;

    private const int StackLengthMax = 256;

    /// <summary>The hash of the bytes.</summary>
    public static ulong HashOf(in FieldValue value)
    {
        var lengthMax = LengthMaxOf(value);
        var bytes = lengthMax <= StackLengthMax ? stackalloc byte[StackLengthMax] : new byte[lengthMax];
        return StableHash.Of(bytes[..Write(value, bytes)]);
    }

    /// <summary>The bytes, in memory of their own.</summary>
    public static byte[] Of(in FieldValue value)
    {
        var bytes = new byte[LengthMaxOf(value)];
        return bytes[..Write(value, bytes)];
    }

    /// <summary>Reads the bytes of one value.</summary>
    /// <exception cref="FormatException">They are none that were written.</exception>
    public static FieldValue Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw Damaged();
        }

        var rest = bytes[1..];
        return bytes[0] switch
        {
            Text => Utf8.IsValid(rest) ? FieldValue.FromText(Encoding.UTF8.GetString(rest)) : throw Damaged(),
            Decimal => FieldValue.FromDecimal(SortableBytes.ReadDecimal(rest)),
            Integer when rest.Length == sizeof(long) =>
                FieldValue.FromInteger(BinaryPrimitives.ReadInt64BigEndian(rest)),
            Boolean when rest is [0 or 1] => FieldValue.FromBoolean(rest[0] == 1),
            Instant => FieldValue.FromInstant(SortableBytes.ReadInstant(rest)),
            Utf16 when rest.Length % sizeof(char) == 0 => FieldValue.FromText(ReadUtf16(rest)),
            _ => throw Damaged(),
        };
    }

    private static int LengthMaxOf(in FieldValue value) => 1 + (value.Kind == FieldValueKind.Text
        ? Math.Max(1, value.AsText().Length) * 3
        : SortableBytes.DecimalByteCountMax);

    private static int Write(in FieldValue value, Span<byte> destination)
    {
        var rest = destination[1..];
        switch (value.Kind)
        {
            case FieldValueKind.Text:
                return WriteText(value.AsText(), destination);
            case FieldValueKind.Decimal:
                destination[0] = Decimal;
                return 1 + SortableBytes.Write(value.AsDecimal(), rest);
            case FieldValueKind.Integer:
                destination[0] = Integer;
                BinaryPrimitives.WriteInt64BigEndian(rest, value.AsInteger());
                return 1 + sizeof(long);
            case FieldValueKind.Boolean:
                (destination[0], rest[0]) = (Boolean, value.AsBoolean() ? (byte)1 : (byte)0);
                return 2;
            case FieldValueKind.Instant:
                destination[0] = Instant;
                SortableBytes.Write(value.AsInstant(), rest);
                return 1 + SortableBytes.InstantByteCount;
            default:
                throw new InvalidOperationException($"No such kind of value is known here: {value.Kind}.");
        }
    }

    private static int WriteText(string text, Span<byte> destination)
    {
        destination[0] = Text;
        var status = Utf8.FromUtf16(text, destination[1..], out _, out var length, replaceInvalidSequences: false);
        if (status == OperationStatus.Done)
        {
            return 1 + length;
        }

        destination[0] = Utf16;
        for (var i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[(1 + (sizeof(char) * i))..], text[i]);
        }

        return 1 + (sizeof(char) * text.Length);
    }

    private static string ReadUtf16(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length / sizeof(char)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)BinaryPrimitives.ReadUInt16BigEndian(bytes[(sizeof(char) * i)..]);
        }

        return new string(text);
    }

    private static FormatException Damaged() => new("The bytes are not the value of a field.");
}
