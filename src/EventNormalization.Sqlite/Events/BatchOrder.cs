using System;
using System.Collections.Immutable;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>The order in which the events of an append are written.</summary>
internal static class BatchOrder
{
    /// <summary>The indexes of the events in the batch, in the order to write them.</summary>
    /// <remarks>
    /// By timestamp and id, like the key of the table, so that neighbours are written together; deliveries of one event
    /// are adjacent, in their order. If clients send keys, the order of delivery is kept, since the first delivery of a
    /// key owns it.
    /// </remarks>
    public static int[] Of(ImmutableArray<AppendItem> items)
    {
        var keys = new BatchKey[items.Length];
        var hasKeys = false;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new BatchKey(items, i);
            hasKeys |= items[i].Event.ClientKey is not null;
        }

        if (!hasKeys)
        {
            Array.Sort(keys);
        }

        return Array.ConvertAll(keys, key => key.Index);
    }

    private readonly struct BatchKey(ImmutableArray<AppendItem> items, int index) : IComparable<BatchKey>
    {
        private readonly ImmutableArray<AppendItem> _items = items;
        private readonly long _seconds = InstantColumns.SecondsOf(items[index].Event.Record.Timestamp);
        private readonly int _nanoseconds = (int)InstantColumns.NanosecondsOf(items[index].Event.Record.Timestamp);

        public int Index { get; } = index;

        public int CompareTo(BatchKey other)
        {
            var order = _seconds.CompareTo(other._seconds);
            order = order == 0 ? _nanoseconds.CompareTo(other._nanoseconds) : order;
            order = order == 0 ? _items[Index].Event.Id.CompareTo(_items[other.Index].Event.Id) : order;
            return order == 0 ? Index.CompareTo(other.Index) : order;
        }
    }
}
