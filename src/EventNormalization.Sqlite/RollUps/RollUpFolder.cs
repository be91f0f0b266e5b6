using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>Adds deltas to the roll-ups, or to one another, in the transaction of its caller.</summary>
/// <remarks>
/// What is folded is deleted first, and what was deleted is what is added. So whoever folds at the same time adds
/// nothing twice.
/// </remarks>
internal sealed class RollUpFolder
{
    private static readonly string Take = "DELETE FROM roll_up_deltas"
        + $" WHERE {EventTables.RollUpDeltas.IsWhole} AND delta >= ?1 AND delta < ?2 RETURNING states";

    private static readonly string TakeLengths =
        "SELECT delta, groups FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2 ORDER BY groups, delta";

    private static readonly string InsertDelta =
        EventTables.RollUpDeltas.Insert(("delta", "?1"), ("groups", "?2"), ("states", "?3"));

    private static readonly string Select = $"SELECT states FROM roll_ups WHERE {EventTables.RollUps.IsWhole}"
        + " AND level IS ?1 AND bucket IS ?2 AND client IS ?3";

    private static readonly string Upsert = EventTables.RollUps.Insert(
        ("level", "?1"), ("bucket", "?2"), ("client", "?3"), ("states", "?4"))
        + " ON CONFLICT DO UPDATE SET states = excluded.states, checksum = excluded.checksum";

    private readonly RollUpLevel _level;
    private readonly SqliteStatement _take;
    private readonly SqliteStatement _selectLengths;
    private readonly SqliteStatement _insertDelta;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _upsert;
    private readonly RollUpPack _pack = new();
    private readonly Dictionary<RollUpKey, DecimalSummary> _taken = [];

    public RollUpFolder(SqliteDatabase database, RollUpLevel level)
    {
        _level = level;
        _take = database.Prepare(Take);
        _selectLengths = database.Prepare(TakeLengths);
        _insertDelta = database.Prepare(InsertDelta);
        _select = database.Prepare(Select);
        _upsert = database.Prepare(Upsert);
    }

    /// <summary>Adds all deltas of a slot to the roll-ups.</summary>
    public void Fold(long slot)
    {
        _taken.Clear();
        TakeBetween(RollUpSlot.FirstDelta(_level, slot), RollUpSlot.EndDelta(_level, slot));

        // In the order of the table, so that neighbours are written together.
        var keys = _taken.Keys.OrderBy(key => _level.BucketOf(key.Time)).ThenBy(key => key).ToArray().AsSpan();
        while (!keys.IsEmpty)
        {
            var (bucket, client) = (_level.BucketOf(keys[0].Time), keys[0].Client);
            var count = 1;
            while (count < keys.Length && keys[count].Client == client && _level.BucketOf(keys[count].Time) == bucket)
            {
                count++;
            }

            AddToRow(bucket, keys[..count]);
            keys = keys[count..];
        }

        _taken.Clear();
    }

    /// <summary>
    /// Makes one delta of the smaller ones of a slot; returns how many there are then, and how many they change.
    /// </summary>
    /// <remarks>
    /// A greater one is among them only if those before it are half of it together. So a roll-up is written again as
    /// often as the deltas can double.
    /// </remarks>
    /// <param name="slot">The slot.</param>
    /// <param name="countMin">How many are to become one at least.</param>
    public (long RowCount, long GroupCount) Merge(long slot, int countMin)
    {
        var deltas = new List<long>();
        var (mergedCount, rowCount, otherCount) = (0L, 1L, 0L);
        _selectLengths.Bind(1, RollUpSlot.FirstDelta(_level, slot)).Bind(2, RollUpSlot.EndDelta(_level, slot));
        while (_selectLengths.Step())
        {
            var groupCount = _selectLengths.ReadNumber(1);
            if (deltas.Count < countMin || (rowCount == 1 && groupCount <= 2 * mergedCount))
            {
                deltas.Add(_selectLengths.ReadNumber(0));
                mergedCount += groupCount;
            }
            else
            {
                rowCount++;
                otherCount += groupCount;
            }
        }

        _taken.Clear();
        deltas.ForEach(delta => TakeBetween(delta, delta + 1));
        foreach (var key in _taken.Keys.Order())
        {
            _pack.Add(key, in CollectionsMarshal.GetValueRefOrNullRef(_taken, key));
        }

        var count = _pack.Count;
        _insertDelta.Bind(1, deltas.Max()).Bind(2, count).Bind(3, _pack.Finish()).Execute();
        _pack.Clear();
        _taken.Clear();
        return (rowCount, otherCount + count);
    }

    private void TakeBetween(long first, long end)
    {
        _take.Bind(1, first).Bind(2, end);
        while (_take.Step())
        {
            var reader = new RollUpPackReader(_take.ReadBytes(0));
            while (reader.TryRead(out var key))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_taken, key, out _).Merge(reader.ReadState());
            }
        }
    }

    /// <summary>Adds what was taken of one client to its row; what is not changed is copied as it stands.</summary>
    private void AddToRow(long bucket, ReadOnlySpan<RollUpKey> keys)
    {
        var client = keys[0].Client;
        Bind(_select, bucket, client);
        if (_select.Step())
        {
            var reader = new RollUpPackReader(_select.ReadBytes(0));
            while (reader.TryRead(out var key))
            {
                for (; !keys.IsEmpty && keys[0].CompareTo(key) < 0; keys = keys[1..])
                {
                    AddTaken(keys[0]);
                }

                if (!keys.IsEmpty && keys[0] == key)
                {
                    var state = reader.ReadState();
                    state.Merge(in CollectionsMarshal.GetValueRefOrNullRef(_taken, key));
                    _pack.Add(key, in state);
                    keys = keys[1..];
                }
                else
                {
                    _pack.Add(key, reader.StateBytes);
                }
            }
        }

        foreach (var key in keys)
        {
            AddTaken(key);
        }

        _select.Reset();
        Bind(_upsert, bucket, client).Bind(4, _pack.Finish()).Execute();
        _pack.Clear();
    }

    private void AddTaken(RollUpKey key) => _pack.Add(key, in CollectionsMarshal.GetValueRefOrNullRef(_taken, key));

    private SqliteStatement Bind(SqliteStatement statement, long bucket, long client) =>
        statement.Bind(1, _level.Number).Bind(2, bucket).Bind(3, client);
}
