using System;
using System.Buffers;
using System.Buffers.Binary;
using EventNormalization.Aggregation;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>The byte formats of the states of the library's own aggregators.</summary>
public static class StandardFormats
{
    /// <summary>A count: 8 bytes, big-endian.</summary>
    public static IStateFormat<long> Count { get; } = new CountFormat();

    /// <summary>
    /// An exact sum: two's complement, big-endian, in units of 10^-28, without bytes that repeat the sign.
    /// </summary>
    public static IStateFormat<SumState> Sum { get; } = new SumFormat();

    /// <summary>
    /// A least or greatest decimal as <see cref="SortableBytes"/> writes it; no byte if there is none.
    /// </summary>
    public static IStateFormat<ExtremeState> Extreme { get; } = new ExtremeFormat();

    /// <summary>
    /// A summary of decimals in few bytes; summaries of the same decimals have the same, however they were merged.
    /// </summary>
    public static IStateFormat<DecimalSummary> Summary { get; } = new SummaryFormat();

    /// <summary>
    /// What quantiles follow from: a version, then every decimal with its count, or the ends and the counts of bins.
    /// </summary>
    public static IStateFormat<QuantileState> Quantiles { get; } = new QuantileFormat();

    /// <summary>What an estimated count follows from: a version, then hashes of 8 bytes, or 16,384 registers.</summary>
    public static IStateFormat<DistinctSketchState> DistinctSketch { get; } = new DistinctSketchFormat();

    /// <summary>A histogram: a version, then the bins that are not empty, each with its count.</summary>
    public static IStateFormat<HistogramState> Histogram { get; } = new HistogramFormat();

    private sealed class CountFormat : IStateFormat<long>
    {
        public void Write(in long state, IBufferWriter<byte> output)
        {
            BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), state);
            output.Advance(sizeof(long));
        }

        public long Read(ReadOnlySpan<byte> bytes) =>
            bytes.Length == sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var count
                ? count
                : throw new FormatException("The state of a count is 8 bytes of a number that is not negative.");
    }

    private sealed class SumFormat : IStateFormat<SumState>
    {
        public void Write(in SumState state, IBufferWriter<byte> output)
        {
            Span<byte> sum = stackalloc byte[ExactSum.ByteCount];
            state.ToSum().WriteTo(sum);
            output.Write(WithoutSignBytes(sum));
        }

        public SumState Read(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length is 0 or > ExactSum.ByteCount)
            {
                throw new FormatException($"Found {bytes.Length} bytes, expected a sum of 1 to {ExactSum.ByteCount}.");
            }

            Span<byte> sum = stackalloc byte[ExactSum.ByteCount];
            sum.Fill((bytes[0] & 0x80) != 0 ? (byte)0xFF : (byte)0);
            bytes.CopyTo(sum[^bytes.Length..]);
            return SumState.FromSum(ExactSum.ReadFrom(sum));
        }

        private static ReadOnlySpan<byte> WithoutSignBytes(ReadOnlySpan<byte> sum)
        {
            var sign = (sum[0] & 0x80) != 0 ? (byte)0xFF : (byte)0;
            var start = 0;
            while (start < sum.Length - 1 && sum[start] == sign && ((sum[start + 1] ^ sign) & 0x80) == 0)
            {
                start++;
            }

            return sum[start..];
        }
    }

    private sealed class ExtremeFormat : IStateFormat<ExtremeState>
    {
        public void Write(in ExtremeState state, IBufferWriter<byte> output)
        {
            if (state.Value is { } value)
            {
                output.Advance(SortableBytes.Write(value, output.GetSpan(SortableBytes.DecimalByteCountMax)));
            }
        }

        public ExtremeState Read(ReadOnlySpan<byte> bytes) =>
            ExtremeState.FromValue(bytes.IsEmpty ? null : SortableBytes.ReadDecimal(bytes));
    }
}
