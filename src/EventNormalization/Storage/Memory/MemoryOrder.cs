using System;
using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Storage;

/// <summary>The order of a page, and where it begins.</summary>
internal sealed class MemoryOrder : IComparer<MemorySortKey>
{
    private readonly SortKey _key;
    private readonly int _sign;
    private readonly MemorySortKey? _start;

    /// <exception cref="ArgumentException">The token was not made by this store.</exception>
    public MemoryOrder(PageRequest page)
    {
        _key = page.SortBy;
        _sign = page.Direction == SortDirection.Ascending ? 1 : -1;
        try
        {
            _start = page.After is { } after ? ReadStart(after) : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new ArgumentException("The page token is of another store.", nameof(page), error);
        }
    }

    /// <summary>The first row after the start, where rows are in the order of their positions.</summary>
    public long FirstIndex => (_start?.Index ?? -1) + 1L;

    public MemorySortKey PlaceOf(MemoryEvents events, int index) => _key switch
    {
        SortKey.Position => new(default, 0, index),
        SortKey.FirstSeen => new(events.FirstReceivedAt(index), 0, index),
        SortKey.LastSeen => new(events.LastReceivedAt(index), 0, index),
        SortKey.Timestamp => new(events[index].Timestamp, 0, index),
        SortKey.Amount => new(default, events[index].Amount, index),
        _ => throw new InvalidOperationException($"The sort key {_key} is not known."),
    };

    public bool IsAfterStart(MemorySortKey place) => _start is not { } start || Compare(place, start) > 0;

    public int Compare(MemorySortKey x, MemorySortKey y)
    {
        var order = x.Time.CompareTo(y.Time);
        order = order == 0 ? x.Amount.CompareTo(y.Amount) : order;
        return _sign * (order == 0 ? x.Index.CompareTo(y.Index) : order);
    }

    private MemorySortKey ReadStart(PageToken after)
    {
        var index = checked((int)Math.Min(EventPosition.ReadFrom(after.Row).Commit - 1, int.MaxValue - 1));
        return _key switch
        {
            SortKey.Position => new(default, 0, index),
            SortKey.Amount => new(default, SortableBytes.ReadDecimal(after.Value), index),
            SortKey.FirstSeen or SortKey.LastSeen or SortKey.Timestamp =>
                new(SortableBytes.ReadInstant(after.Value), 0, index),
            _ => throw new InvalidOperationException($"The sort key {_key} is not known."),
        };
    }
}
