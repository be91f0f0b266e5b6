using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// The byte form of a summary of decimals: as short as it goes, since stores keep one for almost every event.
/// </summary>
/// <remarks>
/// <para>No byte for no decimal. Else a byte of marks; the count if there are several; then the decimal, or of several
/// their sum, least and greatest. What is a whole number of 10^-8 within 64 bits is that number; other sums have their
/// length before them and are written as <see cref="StandardFormats.Sum"/> does, other decimals as
/// <see cref="StandardFormats.Extreme"/>. Numbers have seven bits a byte, the least first; all bytes but the last have
/// the eighth bit. A number that may be negative is doubled before, and a negative one is then -2n - 1.</para>
/// <para>Law: summaries of the same decimals have the same bytes, in whatever order they were added and merged.</para>
/// </remarks>
internal sealed class SummaryFormat : IStateFormat<DecimalSummary>
{
    private const byte IsSingle = 1;
    private const byte IsWideSum = 2;
    private const byte IsWideMin = 4;
    private const byte IsWideMax = 8;

    // The marks, and four numbers that are shorter than the longest wide form, which is that of a sum.
    private const int ByteCountMax = 1 + (4 * (1 + ExactSum.ByteCount));
    private const int NumberByteCountMax = 10;

    public void Write(in DecimalSummary state, IBufferWriter<byte> output)
    {
        if (state.Count == 0)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[ByteCountMax];
        var length = 1;
        var isSingle = state.Count == 1;
        bytes[0] = isSingle ? IsSingle : (byte)0;
        if (!isSingle)
        {
            WriteNumber((ulong)state.Count, bytes, ref length);
            bytes[0] |= state.Sum.TryGetUnits(out var units)
                ? WriteUnits(units, bytes, ref length)
                : WriteWide(state.Sum, bytes, ref length);
            bytes[0] |= WriteExtreme(state.Min, IsWideMin, bytes, ref length);
        }

        bytes[0] |= WriteExtreme(state.Max, IsWideMax, bytes, ref length);
        output.Write(bytes[..length]);
    }

    public DecimalSummary Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        var marks = bytes[0];
        bytes = bytes[1..];
        var summary = (marks & IsSingle) != 0 ? ReadSingle(marks, ref bytes) : ReadSeveral(marks, ref bytes);
        return bytes.IsEmpty && marks <= (IsSingle | IsWideSum | IsWideMin | IsWideMax)
            ? summary
            : throw new FormatException("There is more than a summary of decimals.");
    }

    private static DecimalSummary ReadSingle(byte marks, ref ReadOnlySpan<byte> bytes)
    {
        if ((marks & IsWideMax) != 0)
        {
            var single = default(DecimalSummary);
            single.Add(SortableBytes.ReadDecimal(Part(ref bytes)));
            return single;
        }

        var units = ReadSigned(ref bytes);
        var extreme = ExtremeState.FromUnits(units);
        return new() { Count = 1, Sum = SumState.FromUnits(units), Min = extreme, Max = extreme };
    }

    private static DecimalSummary ReadSeveral(byte marks, ref ReadOnlySpan<byte> bytes)
    {
        var count = ReadNumber(ref bytes);
        return count is > 1 and <= long.MaxValue
            ? new()
            {
                Count = (long)count,
                Sum = (marks & IsWideSum) != 0
                    ? StandardFormats.Sum.Read(Part(ref bytes))
                    : SumState.FromUnits(ReadSigned(ref bytes)),
                Min = ReadExtreme((marks & IsWideMin) != 0, ref bytes),
                Max = ReadExtreme((marks & IsWideMax) != 0, ref bytes),
            }
            : throw new FormatException("A summary of several decimals has a count of one or none.");
    }

    private static ExtremeState ReadExtreme(bool isWide, ref ReadOnlySpan<byte> bytes) => isWide
        ? ExtremeState.FromValue(SortableBytes.ReadDecimal(Part(ref bytes)))
        : ExtremeState.FromUnits(ReadSigned(ref bytes));

    private static byte WriteExtreme(in ExtremeState state, byte markOfWide, Span<byte> bytes, ref int length)
    {
        if (state.TryGetUnits(out var units))
        {
            return WriteUnits(units, bytes, ref length);
        }

        var written = SortableBytes.Write(
            state.Value ?? throw new ArgumentException("A summary of decimals has no least or no greatest."),
            bytes[(length + 1)..]);
        bytes[length] = (byte)written;
        length += written + 1;
        return markOfWide;
    }

    private static byte WriteWide(in SumState sum, Span<byte> bytes, ref int length)
    {
        var output = new ArrayBufferWriter<byte>(ExactSum.ByteCount);
        StandardFormats.Sum.Write(in sum, output);
        bytes[length] = (byte)output.WrittenCount;
        output.WrittenSpan.CopyTo(bytes[(length + 1)..]);
        length += output.WrittenCount + 1;
        return IsWideSum;
    }

    private static byte WriteUnits(long units, Span<byte> bytes, ref int length)
    {
        WriteNumber(unchecked((ulong)((units << 1) ^ (units >> 63))), bytes, ref length);
        return 0;
    }

    private static void WriteNumber(ulong number, Span<byte> bytes, ref int length)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes[length++] = (byte)((number & 0x7F) | 0x80);
        }

        bytes[length++] = (byte)number;
    }

    private static long ReadSigned(ref ReadOnlySpan<byte> bytes)
    {
        var number = ReadNumber(ref bytes);
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    private static ulong ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var i = 0; i < bytes.Length && i < NumberByteCountMax; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return number;
            }
        }

        throw new FormatException("A number is cut off.");
    }

    private static ReadOnlySpan<byte> Part(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] >= bytes.Length)
        {
            throw new FormatException("A part is cut off.");
        }

        var part = bytes.Slice(1, bytes[0]);
        bytes = bytes[(part.Length + 1)..];
        return part;
    }
}
