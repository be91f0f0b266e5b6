using System;
using System.Collections.Generic;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Remembers appends by name: what they said and what was answered, and the names that were closed.</summary>
/// <remarks>
/// An append is remembered for 30 days by the time of receipt of what came since, and the last 10,000 always are, so
/// that one delivery with a wrong time makes the store forget little. A closed name is remembered for ever. Not
/// thread-safe.
/// </remarks>
internal sealed class KnownAppends
{
    private const int CountMin = 10_000;
    private static readonly Duration AgeMax = Duration.FromDays(30);

    private readonly Dictionary<AppendId, KnownAppend> _appends = [];
    private readonly Queue<AppendId> _order = new();
    private Instant _latest = Instant.MinValue;

    /// <summary>Looks a name up; false if it is new, or forgotten.</summary>
    public bool TryFind(AppendId id, out KnownAppend known) => _appends.TryGetValue(id, out known);

    /// <summary>Remembers a new append.</summary>
    /// <param name="append">The append.</param>
    /// <param name="firstNew">The number of the first event that it stored.</param>
    /// <param name="others">The answers for the items that stored nothing new, in their order.</param>
    public void Add(Append append, int firstNew, ReadOnlySpan<MemoryAnswer> others)
    {
        foreach (ref readonly var item in append.Items.AsSpan())
        {
            _latest = Instant.Max(_latest, item.Event.ReceivedAt);
        }

        _appends.Add(append.Id, new KnownAppend
        {
            ItemCount = append.Items.Length,
            Origin = append.Origin,
            FirstNew = firstNew,
            Others = others.ToArray(),
            Deliveries = KnownAppend.DeliveriesOf(append),
            ReceivedAt = _latest,
        });
        _order.Enqueue(append.Id);
        while (_order.Count > CountMin && _appends[_order.Peek()].ReceivedAt < OldestKept())
        {
            _appends.Remove(_order.Dequeue());
        }
    }

    /// <summary>Makes a new name void for ever.</summary>
    public void Close(AppendId id) => _appends.Add(id, new KnownAppend { IsClosed = true, Others = [] });

    private Instant OldestKept() => _latest > Instant.MinValue + AgeMax ? _latest - AgeMax : Instant.MinValue;
}
