using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>Writes the changes of one level, in the transaction of its caller.</summary>
/// <remarks>
/// Readers read the deltas with the roll-ups, so a slot has a limited number of rows, and of roll-ups that they change.
/// With too many rows the smaller ones become one; with too many roll-ups all of them are added to the table.
/// </remarks>
internal sealed class DeltaWriter(SqliteDatabase database, RollUpLevel level)
{
    private const int RowCountMax = 64;
    private const int SlotCountMax = 20_000;

    private static readonly string Insert =
        EventTables.RollUpDeltas.Insert(("delta", "?1"), ("groups", "?2"), ("states", "?3"));

    private readonly SqliteStatement _insert = database.Prepare(Insert);

    private readonly SqliteStatement _selectLength = database.Prepare(
        "SELECT count(*), coalesce(sum(groups), 0) FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2");

    private readonly RollUpFolder _folder = new(database, level);
    private readonly RollUpPack _pack = new();
    private readonly List<SlotKey> _keys = [];

    // How many deltas there probably are. It decides when they are folded, never what comes out.
    private readonly Dictionary<long, SlotLength> _lengths = [];

    public RollUpLevel Level => level;

    /// <summary>Writes changes of roll-ups.</summary>
    /// <param name="groups">The changes by their keys.</param>
    /// <param name="position">The position of the last event that was counted.</param>
    public void Write(Dictionary<RollUpKey, DecimalSummary> groups, long position)
    {
        _keys.Clear();
        foreach (var key in groups.Keys)
        {
            _keys.Add(new SlotKey(level.SlotOf(key.Time), key));
        }

        var keys = CollectionsMarshal.AsSpan(_keys);
        keys.Sort();
        for (var i = 0; i < keys.Length; i++)
        {
            _pack.Add(keys[i].Key, in CollectionsMarshal.GetValueRefOrNullRef(groups, keys[i].Key));
            if (i + 1 == keys.Length || keys[i + 1].Slot != keys[i].Slot)
            {
                Write(keys[i].Slot, position);
            }
        }
    }

    /// <summary>Adds all deltas of the level to the roll-ups.</summary>
    public void FoldAll()
    {
        while (FindSlot() is { } slot)
        {
            _folder.Fold(slot);
        }

        _lengths.Clear();
    }

    /// <summary>Forgets what it believes to know of the table.</summary>
    public void Clear()
    {
        _pack.Clear();
        _lengths.Clear();
    }

    private void Write(long slot, long position)
    {
        // It is asked for before the row is written, which then counts once.
        ref var length = ref LengthOf(slot);
        var count = _pack.Count;
        _insert.Bind(1, RollUpSlot.DeltaOf(level, slot, position)).Bind(2, count).Bind(3, _pack.Finish()).Execute();
        _pack.Clear();
        length.RowCount++;
        length.GroupCount += count;
        if (length.GroupCount >= level.GroupCountMax)
        {
            _folder.Fold(slot);
            length = default;
        }
        else if (length.RowCount >= RowCountMax)
        {
            (length.RowCount, length.GroupCount) = _folder.Merge(slot, RowCountMax / 2);
        }
    }

    private long? FindSlot()
    {
        var select = database.Prepare("SELECT delta FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2 LIMIT 1")
            .Bind(1, RollUpSlot.FirstDelta(level, long.MinValue)).Bind(2, RollUpSlot.EndDelta(level, long.MaxValue));
        long? slot = select.Step() ? RollUpSlot.OfDelta(select.ReadNumber(0)) : null;
        select.Reset();
        return slot;
    }

    private ref SlotLength LengthOf(long slot)
    {
        if (_lengths.Count > SlotCountMax)
        {
            _lengths.Clear();
        }

        ref var length = ref CollectionsMarshal.GetValueRefOrAddDefault(_lengths, slot, out var isKnown);
        if (!isKnown)
        {
            _selectLength.Bind(1, RollUpSlot.FirstDelta(level, slot)).Bind(2, RollUpSlot.EndDelta(level, slot)).Step();
            length = new SlotLength
            {
                RowCount = _selectLength.ReadNumber(0),
                GroupCount = _selectLength.ReadNumber(1),
            };
            _selectLength.Reset();
        }

        return ref length;
    }

    private readonly record struct SlotKey(long Slot, RollUpKey Key) : IComparable<SlotKey>
    {
        public int CompareTo(SlotKey other) =>
            Slot == other.Slot ? Key.CompareTo(other.Key) : Slot.CompareTo(other.Slot);
    }

    private struct SlotLength
    {
        public long RowCount;
        public long GroupCount;
    }
}
