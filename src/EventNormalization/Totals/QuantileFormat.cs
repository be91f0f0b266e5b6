using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// Writes what quantiles know: the version, and either every decimal with its count, or the ends and the bins.
/// </summary>
internal sealed class QuantileFormat : IStateFormat<QuantileState>
{
    private const byte Version = 1;

    public void Write(in QuantileState state, IBufferWriter<byte> output)
    {
        output.WriteByte(Version);
        output.WriteFlag(state.IsExact);
        if (!state.IsExact)
        {
            var (least, greatest, bins) = state.ToSortedBins();
            WriteDecimal(least, output);
            WriteDecimal(greatest, output);
            BinsFormat.Write(bins, output);
            return;
        }

        var values = state.ToSortedValues();
        output.WriteNumber(values.Length);
        foreach (var (value, count) in values)
        {
            WriteDecimal(value, output);
            output.WriteNumber(count);
        }
    }

    public QuantileState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        reader.RequireVersion(Version);
        var state = reader.ReadFlag() ? ReadValues(ref reader) : ReadBins(ref reader);
        reader.RequireEnd();
        return state;
    }

    private static QuantileState ReadValues(ref StateReader reader)
    {
        var state = new QuantileState();
        var count = reader.ReadCount();
        decimal? before = null;
        for (var i = 0; i < count; i++)
        {
            var value = SortableBytes.ReadDecimal(reader.ReadSized());
            if (value <= before)
            {
                throw StateReader.Damaged();
            }

            before = value;
            state.Add(value, reader.ReadNumber(long.MaxValue));
        }

        return state.IsExact ? state : throw StateReader.Damaged();
    }

    private static QuantileState ReadBins(ref StateReader reader)
    {
        var state = new QuantileState();
        var (least, greatest) = (
            SortableBytes.ReadDecimal(reader.ReadSized()), SortableBytes.ReadDecimal(reader.ReadSized()));
        var bins = new BinCounts();
        BinsFormat.ReadTo(bins, ref reader, (-QuantileBins.BinMax, QuantileBins.BinMax));
        var sorted = bins.ToSorted();
        if (sorted is [] || sorted[0].Key != QuantileBins.BinOf(least)
            || sorted[^1].Key != QuantileBins.BinOf(greatest) || least >= greatest)
        {
            throw StateReader.Damaged();
        }

        state.MergeBins((least, greatest), bins);
        return state;
    }

    private static void WriteDecimal(decimal value, IBufferWriter<byte> output)
    {
        Span<byte> bytes = stackalloc byte[SortableBytes.DecimalByteCountMax];
        output.WriteSized(bytes[..SortableBytes.Write(value, bytes)]);
    }
}
