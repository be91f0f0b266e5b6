using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>
/// The changes of a level that are not added to the roll-ups yet, in the order of the roll-ups' rows and keys.
/// </summary>
/// <remarks>
/// Deltas are in the order of their slots, and those of one slot are few enough to be sorted in memory.
/// </remarks>
internal sealed class DeltaStream
{
    /// <summary>The statement to read; its parameters are the first and the end of the level's deltas.</summary>
    public const string Select =
        "SELECT delta, states FROM roll_up_deltas WHERE delta >= ?1 AND delta < ?2 ORDER BY delta";

    private readonly SqliteStatement _deltas;
    private readonly IComparer<RollUpKey> _order;
    private readonly Dictionary<RollUpKey, DecimalSummary> _groups = [];
    private List<RollUpKey> _keys = [];
    private int _next;
    private bool _hasDelta;

    public DeltaStream(SqliteStatement deltas, IComparer<RollUpKey> order)
    {
        _deltas = deltas;
        _order = order;
        _hasDelta = deltas.Step();
        ReadSlot();
    }

    /// <summary>Whether there is one more key.</summary>
    public bool HasKey => _next < _keys.Count;

    /// <summary>The key.</summary>
    public RollUpKey Key => _keys[_next];

    /// <summary>Takes what is changed of the key, and goes on.</summary>
    public DecimalSummary Take()
    {
        var state = _groups[_keys[_next]];
        _next++;
        if (!HasKey)
        {
            ReadSlot();
        }

        return state;
    }

    private void ReadSlot()
    {
        _groups.Clear();
        _next = 0;
        while (_hasDelta && _groups.Count == 0)
        {
            var slot = RollUpSlot.OfDelta(_deltas.ReadNumber(0));
            for (; _hasDelta && RollUpSlot.OfDelta(_deltas.ReadNumber(0)) == slot; _hasDelta = _deltas.Step())
            {
                Add(new RollUpPackReader(_deltas.ReadBytes(1)));
            }
        }

        _keys = [.. _groups.Keys.Order(_order)];
    }

    private void Add(RollUpPackReader reader)
    {
        while (reader.TryRead(out var key))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _).Merge(reader.ReadState());
        }
    }
}
