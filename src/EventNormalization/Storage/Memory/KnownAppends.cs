using System.Collections.Generic;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The append log in memory: the digest and the outcomes of each append, and the closed names.</summary>
/// <remarks>
/// An append is kept for 30 days, measured by times of receipt, and the last 10,000 always are, so that one delivery
/// with a wrong time does not empty the log. A closed name is kept forever. Not thread-safe.
/// </remarks>
internal sealed class KnownAppends
{
    private const int CountMin = 10_000;
    private static readonly Duration AgeMax = Duration.FromDays(30);

    private readonly Dictionary<AppendId, KnownAppend> _appends = [];
    private readonly Queue<AppendId> _order = new();
    private Instant _latest = Instant.MinValue;

    /// <summary>The append with a name; null if the name is new, or was dropped.</summary>
    public KnownAppend? Find(AppendId id) => _appends.GetValueOrDefault(id);

    /// <summary>Adds a new append.</summary>
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

    /// <summary>Makes a new name void forever.</summary>
    public void Close(AppendId id) => _appends.Add(id, KnownAppend.Closed);

    private Instant OldestKept() => _latest > Instant.MinValue + AgeMax ? _latest - AgeMax : Instant.MinValue;
}
