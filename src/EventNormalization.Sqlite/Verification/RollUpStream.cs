using System.Collections.Generic;
using EventNormalization.Aggregation;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The roll-ups of a level that are in its table, in the order of rows and keys.</summary>
internal sealed class RollUpStream
{
    /// <summary>The statement to read; its parameter is the level.</summary>
    public const string Select =
        "SELECT bucket, client, states FROM roll_ups WHERE level = ?1 ORDER BY bucket, client";

    private readonly SqliteStatement _rows;
    private readonly RollUpLevel _level;
    private readonly List<(RollUpKey Key, DecimalSummary State)> _row = [];
    private int _next;

    public RollUpStream(SqliteStatement rows, RollUpLevel level)
    {
        (_rows, _level) = (rows, level);
        ReadRow();
    }

    /// <summary>Whether there is one more key.</summary>
    public bool HasKey => _next < _row.Count;

    /// <summary>The key.</summary>
    public RollUpKey Key => _row[_next].Key;

    /// <summary>Takes the roll-up of the key, and goes on.</summary>
    /// <exception cref="StoreCorruptedException">The next row is damaged.</exception>
    public DecimalSummary Take()
    {
        var state = _row[_next++].State;
        if (!HasKey)
        {
            ReadRow();
        }

        return state;
    }

    private void ReadRow()
    {
        _row.Clear();
        _next = 0;
        while (_row.Count == 0 && _rows.Step())
        {
            var (bucket, client) = (_rows.ReadNumber(0), _rows.ReadNumber(1));
            var reader = new RollUpPackReader(_rows.ReadBytes(2));
            while (reader.TryRead(out var key))
            {
                if (key.Client != client || _level.BucketOf(key.Time) != bucket)
                {
                    throw new StoreCorruptedException("A roll-up stands in the row of another client or time.");
                }

                _row.Add((key, reader.ReadState()));
            }
        }
    }
}
