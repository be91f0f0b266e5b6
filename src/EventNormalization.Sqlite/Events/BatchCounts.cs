using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>The changes that an append makes to statistics and roll-ups, accumulated before they are written.</summary>
internal sealed class BatchCounts(SqliteDatabase database)
{
    private const int KnownCountMax = 20_000;

    private const string InsertRollUp =
        "INSERT INTO roll_ups(level, bucket, client, metric, currency, count, sum, min, max)"
        + " VALUES(2, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";

    private const string SelectRollUp =
        "SELECT count, sum, min, max FROM roll_ups"
        + " WHERE level = 2 AND bucket = ?1 AND client = ?2 AND metric = ?3 AND currency = ?4";

    private const string UpdateRollUp =
        "UPDATE roll_ups SET count = ?5, sum = ?6, min = ?7, max = ?8"
        + " WHERE level = 2 AND bucket = ?1 AND client = ?2 AND metric = ?3 AND currency = ?4";

    // Received and from_failed are counted independently, so that they can be checked against the two others.
    private const string UpdateClient =
        "UPDATE clients SET received = received + ?2, from_failed = from_failed + ?3, accepted = accepted + ?4,"
        + " duplicates = duplicates + ?5 WHERE client = ?1";

    private readonly SqliteStatement _insertRollUp = database.Prepare(InsertRollUp);
    private readonly SqliteStatement _selectRollUp = database.Prepare(SelectRollUp);
    private readonly SqliteStatement _updateRollUp = database.Prepare(UpdateRollUp);
    private readonly SqliteStatement _updateClient = database.Prepare(UpdateClient);

    // Roll-ups that probably exist. It decides what is tried first, never the result.
    private readonly HashSet<RollUpKey> _known = [];

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<RollUpKey, DecimalSummary> _rollUps = [];
    private readonly Dictionary<long, ClientCounts> _clients = [];

    /// <summary>Counts an event that is stored now.</summary>
    public void AddEvent(NormalizedEvent record, long client, long metric)
    {
        var key = new RollUpKey(InstantColumns.HourOf(record.Timestamp), client, metric, record.Currency ?? "");
        CollectionsMarshal.GetValueRefOrAddDefault(_rollUps, key, out _).Add(record.Amount);
    }

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
            _updateClient.Bind(1, client).Bind(2, counts.Received).Bind(3, counts.FromFailed)
                .Bind(4, counts.Accepted).Bind(5, counts.Duplicates).Execute();
        }

        if (_known.Count > KnownCountMax)
        {
            _known.Clear();
        }

        foreach (var key in _rollUps.Keys.Order())
        {
            if (!_known.Add(key) || !TryInsert(key, _rollUps[key]))
            {
                MergeInto(key, _rollUps[key]);
            }
        }

        Clear();
    }

    /// <summary>Forgets the changes.</summary>
    public void Clear()
    {
        _clients.Clear();
        _rollUps.Clear();
    }

    private bool TryInsert(RollUpKey key, DecimalSummary state)
    {
        RollUpState.Bind(state, Bind(_insertRollUp, key), 5, _bytes);
        _insertRollUp.Execute();
        return database.ChangeCount > 0;
    }

    private void MergeInto(RollUpKey key, DecimalSummary state)
    {
        Bind(_selectRollUp, key);
        if (!_selectRollUp.Step())
        {
            // It was written by a transaction that was rolled back.
            TryInsert(key, state);
            return;
        }

        state.Merge(RollUpState.Read(_selectRollUp, 0));
        _selectRollUp.Reset();
        RollUpState.Bind(state, Bind(_updateRollUp, key), 5, _bytes);
        _updateRollUp.Execute();
    }

    private static SqliteStatement Bind(SqliteStatement statement, RollUpKey key) =>
        statement.Bind(1, key.Hour).Bind(2, key.Client).Bind(3, key.Metric).Bind(4, key.Currency);

    private struct ClientCounts
    {
        public long Received;
        public long FromFailed;
        public long Accepted;
        public long Duplicates;
    }
}
