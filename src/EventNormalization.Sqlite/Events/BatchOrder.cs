using System;
using System.Collections.Immutable;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>The order in which the events of an append are written; a writer has one, which keeps its memory.</summary>
internal sealed class BatchOrder
{
    private BatchKey[] _keys = [];
    private int[] _indexes = [];

    /// <summary>The indexes of the events in the batch, in the order to write them.</summary>
    /// <remarks>
    /// By timestamp and id, like the key of the table, so that neighbours are written together; deliveries of one event
    /// are adjacent, in their order. If clients send keys, the order of delivery is kept, since the first delivery of a
    /// key owns it. Valid until the next call.
    /// </remarks>
    public ReadOnlySpan<int> Of(ImmutableArray<AppendItem> items)
    {
        if (_keys.Length < items.Length)
        {
            (_keys, _indexes) = (new BatchKey[items.Length], new int[items.Length]);
        }

        var (hasKeys, isSorted) = (false, true);
        for (var i = 0; i < items.Length; i++)
        {
            _keys[i] = new BatchKey(items, i);
            _indexes[i] = i;
            hasKeys |= items[i].Event.ClientKey is not null;
            isSorted &= i == 0 || _keys[i - 1].CompareTo(_keys[i]) < 0;
        }

        if (!hasKeys && !isSorted)
        {
            Array.Sort(_keys, _indexes, 0, items.Length);
        }

        // The keys are as old as the events: those of a long batch must not be kept until the next long one.
        Array.Clear(_keys, 0, items.Length);
        return _indexes.AsSpan(0, items.Length);
    }

    private readonly struct BatchKey(ImmutableArray<AppendItem> items, int index) : IComparable<BatchKey>
    {
        private readonly ImmutableArray<AppendItem> _items = items;
        private readonly long _seconds = InstantColumns.SecondsOf(items[index].Event.Record.Timestamp);
        private readonly int _nanoseconds = (int)InstantColumns.NanosecondsOf(items[index].Event.Record.Timestamp);
        private readonly int _index = index;

        public int CompareTo(BatchKey other)
        {
            var order = _seconds.CompareTo(other._seconds);
            order = order == 0 ? _nanoseconds.CompareTo(other._nanoseconds) : order;
            order = order == 0 ? _items[_index].Event.Id.CompareTo(_items[other._index].Event.Id) : order;
            return order == 0 ? _index.CompareTo(other._index) : order;
        }
    }
}
