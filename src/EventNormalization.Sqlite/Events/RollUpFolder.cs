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
    private const string OfKey = "level IS 2 AND bucket IS ?1 AND client IS ?2 AND metric IS ?3 AND currency IS ?4";

    private static readonly string TakeAll = "DELETE FROM roll_up_deltas"
        + $" WHERE {EventTables.RollUpDeltas.IsWhole} AND delta >= ?1 AND delta < ?2 RETURNING states";

    private static readonly string Insert = EventTables.RollUps.Insert(
        ("level", "2"), ("bucket", "?1"), ("client", "?2"), ("metric", "?3"), ("currency", "?4"), ("count", "?5"),
        ("sum", "?6"), ("min", "?7"), ("max", "?8")) + " ON CONFLICT DO NOTHING";

    private static readonly string Select =
        $"SELECT count, sum, min, max FROM roll_ups WHERE {EventTables.RollUps.IsWhole} AND {OfKey}";

    private static readonly string Update = EventTables.RollUps.Update(
        OfKey, ("count", "?5"), ("sum", "?6"), ("min", "?7"), ("max", "?8"));

    private readonly SqliteStatement _take = database.Prepare(TakeAll);
    private readonly SqliteStatement _insert = database.Prepare(Insert);
    private readonly SqliteStatement _select = database.Prepare(Select);
    private readonly SqliteStatement _update = database.Prepare(Update);

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
