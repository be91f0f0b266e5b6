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
        var order = new int[events.Count];
        var hasKeys = false;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            hasKeys |= events[i].ClientKey is not null;
        }

        if (!hasKeys)
        {
            Array.Sort(order, (left, right) => Compare(events, left, right));
        }

        return order;
    }

    private static int Compare(IReadOnlyList<IdentifiedEvent> events, int left, int right)
    {
        var order = events[left].Record.Timestamp.CompareTo(events[right].Record.Timestamp);
        order = order == 0 ? events[left].Id.CompareTo(events[right].Id) : order;
        return order == 0 ? left.CompareTo(right) : order;
    }
}
