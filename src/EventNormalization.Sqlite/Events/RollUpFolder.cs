using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>Adds deltas to the roll-ups, in the transaction of its caller.</summary>
/// <remarks>
/// What is folded is deleted first, and what was deleted is what is added. So whoever folds at the same time adds
/// nothing twice.
/// </remarks>
internal sealed class RollUpFolder(SqliteDatabase database)
{
    private const string WhereKey =
        " WHERE level = 2 AND bucket = ?1 AND client = ?2 AND metric = ?3 AND currency = ?4";

    private readonly SqliteStatement _take = database.Prepare(
        "DELETE FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2 RETURNING states");

    private readonly SqliteStatement _insert = database.Prepare(
        "INSERT INTO roll_ups(level, bucket, client, metric, currency, count, sum, min, max)"
        + " VALUES(2, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING");

    private readonly SqliteStatement _select = database.Prepare("SELECT count, sum, min, max FROM roll_ups" + WhereKey);

    private readonly SqliteStatement _update = database.Prepare(
        "UPDATE roll_ups SET count = ?5, sum = ?6, min = ?7, max = ?8" + WhereKey);

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<RollUpKey, DecimalSummary> _taken = [];

    /// <summary>Folds all deltas of a slot.</summary>
    public void Fold(long slot)
    {
        _taken.Clear();
        _take.Bind(1, RollUpSlot.FirstDelta(slot)).Bind(2, RollUpSlot.FirstDelta(slot + 1));
        while (_take.Step())
        {
            Take(new RollUpPackReader(_take.ReadBytes(0)));
        }

        // In the order of the table, so that neighbours are written together.
        foreach (var key in _taken.Keys.Order())
        {
            Add(key, _taken[key]);
        }

        _taken.Clear();
    }

    private void Take(RollUpPackReader reader)
    {
        while (reader.TryRead(out var key, out var state))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_taken, key, out _).Merge(state);
        }
    }

    private void Add(RollUpKey key, DecimalSummary state)
    {
        RollUpState.Bind(state, Bind(_insert, key), 5, _bytes);
        _insert.Execute();
        if (database.ChangeCount > 0)
        {
            return;
        }

        Bind(_select, key).Step();
        state.Merge(RollUpState.Read(_select, 0));
        _select.Reset();
        RollUpState.Bind(state, Bind(_update, key), 5, _bytes);
        _update.Execute();
    }

    private static SqliteStatement Bind(SqliteStatement statement, RollUpKey key) =>
        statement.Bind(1, key.Hour).Bind(2, key.Client).Bind(3, key.Metric).Bind(4, key.Currency);
}
