using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>What an append changes in the statistics of clients, summed up before it is written.</summary>
internal sealed class BatchCounts(SqliteDatabase database)
{
    // Received and from_failed are counted independently, so that they can be checked against the two others.
    private static readonly string Update = EventTables.Clients.Update(
        "client = ?1",
        ("received", "received + ?2"),
        ("from_failed", "from_failed + ?3"),
        ("accepted", "accepted + ?4"),
        ("duplicates", "duplicates + ?5"));

    private readonly SqliteStatement _update = database.Prepare(Update);

    private readonly Dictionary<long, ClientCounts> _clients = [];

    /// <summary>Counts deliveries of one event that are acknowledged.</summary>
    public void AddDeliveries(long client, AppendOrigin origin, long deliveries, bool isAccepted)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, client, out _);
        switch (origin)
        {
            case AppendOrigin.Delivery:
                counts.Received += deliveries;
                break;
            case AppendOrigin.Retry:
                counts.FromFailed += deliveries;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(origin), origin, "No such origin is known.");
        }

        counts.Accepted += isAccepted ? 1 : 0;
        counts.Duplicates += isAccepted ? deliveries - 1 : deliveries;
    }

    /// <summary>Writes the changes and clears them.</summary>
    public void Flush()
    {
        foreach (var (client, counts) in _clients)
        {
            _update.Bind(1, client).Bind(2, counts.Received).Bind(3, counts.FromFailed)
                .Bind(4, counts.Accepted).Bind(5, counts.Duplicates).Execute();
        }

        Clear();
    }

    /// <summary>Forgets the changes.</summary>
    public void Clear() => _clients.Clear();

    private struct ClientCounts
    {
        public long Received;
        public long FromFailed;
        public long Accepted;
        public long Duplicates;
    }
}
