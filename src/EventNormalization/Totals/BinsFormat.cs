using System.Buffers;
using System.Collections.Generic;
using EventNormalization.Aggregation;

namespace EventNormalization.Totals;

/// <summary>Writes counts by bin: how many bins, then the distance of each to the one before, and its count.</summary>
internal static class BinsFormat
{
    public static void Write(KeyValuePair<int, long>[] sorted, IBufferWriter<byte> output)
    {
        output.WriteNumber(sorted.Length);
        var before = 0;
        foreach (var (bin, count) in sorted)
        {
            output.WriteSigned(bin - before);
            output.WriteNumber(count);
            before = bin;
        }
    }

    /// <summary>Adds what was written, whose bins are ordered and within bounds.</summary>
    public static void ReadTo(BinCounts bins, ref StateReader reader, (int Min, int Max) range)
    {
        var count = reader.ReadCount();
        var bin = 0L;
        for (var i = 0; i < count; i++)
        {
            var step = reader.ReadSigned();
            if ((i > 0 && step <= 0) || step < range.Min - bin || step > range.Max - bin)
            {
                throw StateReader.Damaged();
            }

            bin += step;
            bins.Add((int)bin, reader.ReadNumber(long.MaxValue));
        }
    }
}
