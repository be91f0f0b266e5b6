using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <content>The records that nearly all events have: texts that are short and plain, and no further field.</content>
internal sealed partial class RecordWriter
{
    private const int BlockBytes = 16;
    private const int FourFieldsMax = (5 * BlockBytes) + CanonicalAmount.LengthMax + (3 * PlainText.BlockLength);
    private const int FiveFieldsMax = FourFieldsMax + BlockBytes + PlainText.BlockLength;

    // The text before each value and after the last one, padded to a block that is copied at once. Whatever comes next
    // overwrites the excess, as it does after the texts.
    private static ReadOnlySpan<byte> BeforeAmount => "{\"amount\":      "u8;

    private static ReadOnlySpan<byte> BeforeClientId => ",\"client_id\":\"  "u8;

    private static ReadOnlySpan<byte> BeforeCurrency => "\",\"currency\":\"  "u8;

    private static ReadOnlySpan<byte> BeforeMetric => "\",\"metric\":\"    "u8;

    private static ReadOnlySpan<byte> BeforeTimestamp => "\",\"timestamp\":\" "u8;

    private int WriteFourFields(RecordReader reader)
    {
        unchecked
        {
            Reserve(FourFieldsMax);
            var start = Length;
            var (clientId, metric) = (reader.ClientIdSlice, reader.MetricSlice);

            // The numbers are the lengths of the blocks without their padding.
            var at = start + CopyBlock(BeforeAmount, start, 10);
            at += CanonicalAmount.Write(reader.Amount, _bytes.AsSpan(at));
            at += CopyBlock(BeforeClientId, at, 14);
            reader.PlainOf(clientId).CopyTo(_bytes, at);
            at += clientId.Length;
            at += CopyBlock(BeforeMetric, at, 12);
            reader.PlainOf(metric).CopyTo(_bytes, at);
            at += metric.Length;
            at += CopyBlock(BeforeTimestamp, at, 15);
            at += InstantText.Write(reader.Timestamp, _bytes.AsSpan(at), dates);
            _bytes[at] = (byte)'"';
            _bytes[at + 1] = (byte)'}';
            Length = at + 2;
            return start;
        }
    }

    private int WriteFiveFields(RecordReader reader)
    {
        unchecked
        {
            Reserve(FiveFieldsMax);
            var start = Length;
            var (clientId, metric, currency) = (reader.ClientIdSlice, reader.MetricSlice, reader.CurrencySlice);
            var at = start + CopyBlock(BeforeAmount, start, 10);
            at += CanonicalAmount.Write(reader.Amount, _bytes.AsSpan(at));
            at += CopyBlock(BeforeClientId, at, 14);
            reader.PlainOf(clientId).CopyTo(_bytes, at);
            at += clientId.Length;
            at += CopyBlock(BeforeCurrency, at, 14);
            reader.PlainOf(currency).CopyTo(_bytes, at);
            at += currency.Length;
            at += CopyBlock(BeforeMetric, at, 12);
            reader.PlainOf(metric).CopyTo(_bytes, at);
            at += metric.Length;
            at += CopyBlock(BeforeTimestamp, at, 15);
            at += InstantText.Write(reader.Timestamp, _bytes.AsSpan(at), dates);
            _bytes[at] = (byte)'"';
            _bytes[at + 1] = (byte)'}';
            Length = at + 2;
            return start;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CopyBlock(ReadOnlySpan<byte> block, int at, int length)
    {
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(block)).CopyTo(_bytes, at);
        return length;
    }
}
