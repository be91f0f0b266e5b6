using System;
using System.Collections.Generic;
using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>The order in which the events of an append are written.</summary>
internal static class BatchOrder
{
    /// <summary>The places of the events in the batch, in the order to write them.</summary>
    /// <remarks>
    /// By timestamp and id, as the key of the table is, so that neighbours are written together; deliveries of one
    /// event stand together, in their order. Where clients send keys, the first delivery of a key has it: the order of
    /// delivery stays.
    /// </remarks>
    public static int[] Of(IReadOnlyList<IdentifiedEvent> events)
    {
        var keys = new BatchKey[events.Count];
        var hasKeys = false;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new BatchKey(events, i);
            hasKeys |= events[i].ClientKey is not null;
        }

        if (!hasKeys)
        {
            Array.Sort(keys);
        }

        return Array.ConvertAll(keys, key => key.Index);
    }

    private readonly struct BatchKey(IReadOnlyList<IdentifiedEvent> events, int index) : IComparable<BatchKey>
    {
        private readonly IReadOnlyList<IdentifiedEvent> _events = events;
        private readonly long _seconds = InstantColumns.SecondsOf(events[index].Record.Timestamp);
        private readonly int _nanoseconds = (int)InstantColumns.NanosecondsOf(events[index].Record.Timestamp);

        public int Index { get; } = index;

        public int CompareTo(BatchKey other)
        {
            var order = _seconds.CompareTo(other._seconds);
            order = order == 0 ? _nanoseconds.CompareTo(other._nanoseconds) : order;
            order = order == 0 ? _events[Index].Id.CompareTo(_events[other.Index].Id) : order;
            return order == 0 ? Index.CompareTo(other.Index) : order;
        }
    }
}
