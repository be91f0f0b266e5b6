using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>The byte formats of states that keep values of fields, or an event's place in time.</summary>
internal static class ValueFormats
{
    private const byte Version = 1;

    /// <summary>A first or latest: instant, id and decimal; no byte if there is none.</summary>
    public static IStateFormat<EdgeState<EventOrder>> Edge { get; } = new EdgeFormat();

    /// <summary>The version, whether there are too many, and the values, ordered by their bytes.</summary>
    public static IStateFormat<DistinctState<FieldValue>> Distinct { get; } = new DistinctFormat();

    /// <summary>The same, with how often each value came after it.</summary>
    public static IStateFormat<FrequencyState<FieldValue>> Frequencies { get; } = new FrequencyFormat();

    private static void WriteHead(bool isOver, int count, IBufferWriter<byte> output)
    {
        output.WriteByte(Version);
        output.WriteFlag(isOver);
        output.WriteNumber(count);
    }

    private static (bool IsOver, int Count) ReadHead(ref StateReader reader)
    {
        reader.RequireVersion(Version);
        var head = (IsOver: reader.ReadFlag(), Count: reader.ReadCount());
        return head is { IsOver: true, Count: > 0 } ? throw StateReader.Damaged() : head;
    }

    private static IEnumerable<(byte[] Bytes, T Item)> Ordered<T>(IEnumerable<T> items, Func<T, FieldValue> valueOf) =>
        items.Select(item => (Bytes: FieldValueBytes.Of(valueOf(item)), Item: item))
            .OrderBy(pair => pair.Bytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    private sealed class EdgeFormat : IStateFormat<EdgeState<EventOrder>>
    {
        private const int HeadLength = SortableBytes.InstantByteCount + RecordId.ByteCount;

        public void Write(in EdgeState<EventOrder> state, IBufferWriter<byte> output)
        {
            if (state.HasValue)
            {
                var span = output.GetSpan(HeadLength + SortableBytes.DecimalByteCountMax);
                SortableBytes.Write(state.Order.Timestamp, span);
                state.Order.Id.CopyTo(span[SortableBytes.InstantByteCount..]);
                output.Advance(HeadLength + SortableBytes.Write(state.Value, span[HeadLength..]));
            }
        }

        public EdgeState<EventOrder> Read(ReadOnlySpan<byte> bytes)
        {
            var state = default(EdgeState<EventOrder>);
            if (!bytes.IsEmpty)
            {
                var reader = new StateReader(bytes);
                var time = SortableBytes.ReadInstant(reader.Take(SortableBytes.InstantByteCount));
                var id = RecordId.FromBytes(reader.Take(RecordId.ByteCount));
                state.Take(new EventOrder(time, id), SortableBytes.ReadDecimal(bytes[HeadLength..]));
            }

            return state;
        }
    }

    private sealed class DistinctFormat : IStateFormat<DistinctState<FieldValue>>
    {
        public void Write(in DistinctState<FieldValue> state, IBufferWriter<byte> output)
        {
            WriteHead(state.IsOver, state.Values.Count, output);
            foreach (var (bytes, _) in Ordered(state.Values, value => value))
            {
                output.WriteSized(bytes);
            }
        }

        public DistinctState<FieldValue> Read(ReadOnlySpan<byte> bytes)
        {
            var reader = new StateReader(bytes);
            var (isOver, count) = ReadHead(ref reader);
            var state = new DistinctState<FieldValue>();
            if (isOver)
            {
                state.GoOver();
            }

            for (var i = 0; i < count; i++)
            {
                state.Add(FieldValueBytes.Read(reader.ReadSized()), int.MaxValue);
            }

            reader.RequireEnd();
            return state.Values.Count == count ? state : throw StateReader.Damaged();
        }
    }

    private sealed class FrequencyFormat : IStateFormat<FrequencyState<FieldValue>>
    {
        public void Write(in FrequencyState<FieldValue> state, IBufferWriter<byte> output)
        {
            WriteHead(state.IsOver, state.Counts.Count, output);
            foreach (var (bytes, pair) in Ordered(state.Counts, pair => pair.Key))
            {
                output.WriteSized(bytes);
                output.WriteNumber(pair.Value);
            }
        }

        public FrequencyState<FieldValue> Read(ReadOnlySpan<byte> bytes)
        {
            var reader = new StateReader(bytes);
            var (isOver, count) = ReadHead(ref reader);
            var state = new FrequencyState<FieldValue>();
            if (isOver)
            {
                state.GoOver();
            }

            for (var i = 0; i < count; i++)
            {
                var value = FieldValueBytes.Read(reader.ReadSized());
                state.Add(value, reader.ReadNumber(long.MaxValue), int.MaxValue);
            }

            reader.RequireEnd();
            return state.Counts.Count == count ? state : throw StateReader.Damaged();
        }
    }
}
