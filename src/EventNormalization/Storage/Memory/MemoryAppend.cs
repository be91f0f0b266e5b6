using System;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>An append in the log: its digest, its outcomes and when it was received.</summary>
internal readonly struct MemoryAppend
{
    /// <summary>Whether it is a name that no append has and none will have.</summary>
    public bool IsClosed { get; init; }

    /// <summary>How many items it had.</summary>
    public int ItemCount { get; init; }

    public AppendOrigin Origin { get; init; }

    /// <summary>The number of the first event that it stored; what it stored further has the next numbers.</summary>
    public int FirstNew { get; init; }

    /// <summary>The entry of a closed name: no append will ever take effect under it.</summary>
    public MemoryOutcome[] Others { get; init; }

    /// <summary>The entry of a closed name: no append will ever take effect under it.</summary>
    public long[]? Deliveries { get; init; }

    /// <summary>The entry of a closed name: no append will ever take effect under it.</summary>
    public Instant ReceivedAt { get; init; }

    /// <summary>The deliveries of the items of an append; null if each is of one.</summary>
    public static long[]? DeliveriesOf(Append append)
    {
        var isOneEach = true;
        foreach (ref readonly var item in append.Items.AsSpan())
        {
            isOneEach &= item.Deliveries == 1;
        }

        if (isOneEach)
        {
            return null;
        }

        var deliveries = new long[append.Items.Length];
        for (var i = 0; i < deliveries.Length; i++)
        {
            deliveries[i] = append.Items[i].Deliveries;
        }

        return deliveries;
    }

    /// <summary>
    /// Whether an append has this one's origin and numbers of deliveries; of the ids it says nothing.
    /// </summary>
    public bool IsLike(Append append) =>
        Origin == append.Origin && ItemCount == append.Items.Length
        && DeliveriesOf(append).AsSpan().SequenceEqual(Deliveries);
}
