using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>What appends change in the roll-ups, summed up, a row for each slot of each level.</summary>
/// <remarks>
/// A change of a row of roll-ups for each group would be a page to write for each event, where events come in no order
/// of time. So the changes of a slot are added to its roll-ups only when they are many: then many have one page.
/// </remarks>
internal sealed class RollUpDeltas
{
    private readonly DeltaWriter[] _writers;
    private readonly Dictionary<RollUpKey, DecimalSummary> _ofHours = [];
    private readonly Dictionary<RollUpKey, DecimalSummary> _ofLevel = [];

    public RollUpDeltas(SqliteDatabase database) =>
        _writers = [.. RollUpLevel.All.Select(level => new DeltaWriter(database, level))];

    /// <summary>How many roll-ups of hours were changed since the last flush.</summary>
    public int Count => _ofHours.Count;

    /// <summary>Counts an event that is stored now.</summary>
    public void Add(NormalizedEvent record, long client, long metric) =>
        Add(new RollUpKey(client, InstantColumns.HourOf(record.Timestamp), metric, record.Currency ?? ""),
            record.Amount);

    /// <summary>Counts an event of an hour.</summary>
    public void Add(RollUpKey ofHour, decimal amount) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_ofHours, ofHour, out _).Add(amount);

    /// <summary>Writes the changes and clears them.</summary>
    /// <param name="position">The position of the last event that was counted.</param>
    public void Flush(long position)
    {
        if (_ofHours.Count == 0)
        {
            return;
        }

        foreach (var writer in _writers)
        {
            writer.Write(OfLevel(writer.Level), position);
        }

        _ofHours.Clear();
        _ofLevel.Clear();
    }

    /// <summary>Adds all that was written to the roll-ups.</summary>
    public void FoldAll() => Array.ForEach(_writers, writer => writer.FoldAll());

    /// <summary>Forgets the changes.</summary>
    public void Clear()
    {
        _ofHours.Clear();
        Array.ForEach(_writers, writer => writer.Clear());
    }

    private Dictionary<RollUpKey, DecimalSummary> OfLevel(RollUpLevel level)
    {
        if (level == RollUpLevel.Hour)
        {
            return _ofHours;
        }

        _ofLevel.Clear();
        foreach (var key in _ofHours.Keys)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_ofLevel, level.KeyOf(key), out _)
                .Merge(CollectionsMarshal.GetValueRefOrNullRef(_ofHours, key));
        }

        return _ofLevel;
    }
}
