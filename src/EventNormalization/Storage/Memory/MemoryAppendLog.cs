using System;
using System.Collections.Generic;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The append log in memory: the digest and the outcomes of each append, and the closed names.</summary>
/// <remarks>
/// An append is kept for 30 days, measured by times of receipt, and the last 10,000 always are, so that one delivery
/// with a wrong time does not empty the log. A closed name is kept forever. Not thread-safe.
/// </remarks>
internal sealed class MemoryAppendLog
{
    private const int CountMin = 10_000;
    private static readonly Duration AgeMax = Duration.FromDays(30);

    private readonly Dictionary<AppendId, MemoryAppend> _appends = [];
    private readonly Queue<AppendId> _order = new();
    private Instant _latest = Instant.MinValue;

    /// <summary>The append with a name; null if the name is new, or was dropped.</summary>
    public bool TryFind(AppendId id, out MemoryAppend known) => _appends.TryGetValue(id, out known);

    /// <summary>Adds a new append.</summary>
    /// <param name="append">The append.</param>
    /// <param name="firstNew">The number of the first event that it stored.</param>
    /// <param name="others">The answers for the items that stored nothing new, in their order.</param>
    public void Add(Append append, int firstNew, ReadOnlySpan<MemoryOutcome> others)
    {
        foreach (ref readonly var item in append.Items.AsSpan())
        {
            _latest = Instant.Max(_latest, item.Event.ReceivedAt);
        }

        _appends.Add(append.Id, new MemoryAppend
        {
            ItemCount = append.Items.Length,
            Origin = append.Origin,
            FirstNew = firstNew,
            Others = others.ToArray(),
            Deliveries = MemoryAppend.DeliveriesOf(append),
            ReceivedAt = _latest,
        });
        _order.Enqueue(append.Id);
        while (_order.Count > CountMin && _appends[_order.Peek()].ReceivedAt < OldestToKeep())
        {
            _appends.Remove(_order.Dequeue());
        }
    }

    /// <summary>Makes a new name void forever.</summary>
    public void Close(AppendId id) => _appends.Add(id, new MemoryAppend { IsClosed = true, Others = [] });

    private Instant OldestToKeep() => _latest > Instant.MinValue + AgeMax ? _latest - AgeMax : Instant.MinValue;
}
