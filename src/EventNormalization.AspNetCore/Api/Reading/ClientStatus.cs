using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>The deliveries of one client, or of all, by what became of them.</summary>
internal sealed class ClientStatus(string clientId)
{
    private long _received;
    private long _accepted;
    private long _duplicates;
    private FailedCounts _failed;

    public string ClientId { get; } = clientId;

    /// <summary>The counts by the names that scripts read, in the order of the table.</summary>
    public IReadOnlyList<(string Name, long Count)> Counts =>
    [
        ("received", _received), ("accepted", _accepted), ("duplicates", _duplicates), ("rejected", _failed.Rejected),
        ("deferred", _failed.Deferred), ("conflicts", _failed.Conflict), ("parked", _failed.Parked),
        ("discarded", _failed.Discarded), ("uncertain", _failed.Uncertain), ("settled", _failed.Settled),
        ("already_counted", _failed.AlreadyCounted),
    ];

    public void Add(ClientStatistics events)
    {
        _received += events.ReceivedCount;
        _accepted += events.AcceptedCount;
        _duplicates += events.DuplicateCount;
    }

    /// <summary>A delivery that the event store counts already is received once.</summary>
    public void Add(FailedStatistics failed)
    {
        _received += failed.ReceivedCount - failed.Counts.AlreadyCounted;
        _failed += failed.Counts;
    }
}
