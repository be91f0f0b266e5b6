using System.Collections.Generic;
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

    /// <summary>What is known of a name; null if it is new, or forgotten.</summary>
    public KnownAppend? Find(AppendId id) => _appends.GetValueOrDefault(id);

    /// <summary>Remembers a new append.</summary>
    public void Add(Append append, MemoryAnswer[] answers)
    {
        foreach (var item in append.Items)
        {
            _latest = Instant.Max(_latest, item.Event.ReceivedAt);
        }

        _appends.Add(append.Id, new KnownAppend(append.Digest, answers, _latest));
        _order.Enqueue(append.Id);
        while (_order.Count > CountMin && _appends[_order.Peek()].ReceivedAt < OldestKept())
        {
            _appends.Remove(_order.Dequeue());
        }
    }

    /// <summary>Makes a new name void for ever.</summary>
    public void Close(AppendId id) => _appends.Add(id, KnownAppend.Closed);

    private Instant OldestKept() => _latest > Instant.MinValue + AgeMax ? _latest - AgeMax : Instant.MinValue;
}
