using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>What an append changes in the roll-ups, summed up and written as one row for each slot.</summary>
/// <remarks>
/// A row of the roll-ups for each group would be a page to write for each event, where events come in no order of time.
/// So the changes of a slot are added to its roll-ups only when they are many: then many have one page.
/// </remarks>
internal sealed class RollUpDeltas(SqliteDatabase database)
{
    private const int RowCountMax = 256;
    private const long GroupCountMax = 32_768;
    private const int SlotCountMax = 20_000;

    private static readonly string Insert =
        EventTables.RollUpDeltas.Insert(("delta", "?1"), ("groups", "?2"), ("states", "?3"));

    private readonly SqliteStatement _insert = database.Prepare(Insert);

    private readonly SqliteStatement _selectLength = database.Prepare(
        "SELECT count(*), coalesce(sum(groups), 0) FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2");

    private readonly RollUpFolder _folder = new(database);
    private readonly RollUpPack _pack = new();
    private readonly Dictionary<RollUpKey, DecimalSummary> _groups = [];

    // How many deltas there probably are. It decides when they are folded, never what comes out.
    private readonly Dictionary<long, SlotLength> _lengths = [];

    /// <summary>Counts an event that is stored now.</summary>
    public void Add(NormalizedEvent record, long client, long metric)
    {
        var key = new RollUpKey(InstantColumns.HourOf(record.Timestamp), client, metric, record.Currency ?? "");
        CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _).Add(record.Amount);
    }

    /// <summary>Writes the changes and clears them.</summary>
    /// <param name="position">The position of the last event that was counted.</param>
    public void Flush(long position)
    {
        var slot = long.MinValue;
        foreach (var key in _groups.Keys.Order())
        {
            if (RollUpSlot.Of(key.Hour) is var next && next != slot)
            {
                Write(slot, position);
                slot = next;
            }

            _pack.Add(key, CollectionsMarshal.GetValueRefOrNullRef(_groups, key));
        }

        Write(slot, position);
        _groups.Clear();
    }

    /// <summary>Forgets the changes.</summary>
    public void Clear()
    {
        _groups.Clear();
        _pack.Clear();
        _lengths.Clear();
    }

    private void Write(long slot, long position)
    {
        if (_pack.Count == 0)
        {
            return;
        }

        // It is asked for before the row is written, which then counts once.
        ref var length = ref LengthOf(slot);
        _insert.Bind(1, RollUpSlot.DeltaOf(slot, position)).Bind(2, _pack.Count).Bind(3, _pack.Written).Execute();
        length.RowCount++;
        length.GroupCount += _pack.Count;
        _pack.Clear();
        if (length.RowCount >= RowCountMax || length.GroupCount >= GroupCountMax)
        {
            _folder.Fold(slot);
            length = default;
        }
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
            _selectLength.Bind(1, RollUpSlot.FirstDelta(slot)).Bind(2, RollUpSlot.FirstDelta(slot + 1)).Step();
            length = new SlotLength
            {
                RowCount = _selectLength.ReadNumber(0),
                GroupCount = _selectLength.ReadNumber(1),
            };
            _selectLength.Reset();
        }

        return ref length;
    }

    private struct SlotLength
    {
        public long RowCount;
        public long GroupCount;
    }
}
