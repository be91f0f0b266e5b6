using System;
using System.Buffers;
using EventNormalization.Aggregation;

namespace EventNormalization.Totals;

/// <summary>Writes histograms: the version, then the bins.</summary>
internal sealed class HistogramFormat : IStateFormat<HistogramState>
{
    private const byte Version = 1;

    public void Write(in HistogramState state, IBufferWriter<byte> output)
    {
        output.WriteByte(Version);
        BinsFormat.Write(state.Bins.ToSorted(), output);
    }

    public HistogramState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        var state = new HistogramState();
        reader.RequireVersion(Version);
        BinsFormat.ReadTo(state.Bins, ref reader, (HistogramBounds.BinMin, HistogramBounds.BinMax));
        reader.RequireEnd();
        return state;
    }
}
