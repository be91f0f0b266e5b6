using System.Collections.Generic;

namespace EventNormalization.Sqlite;

/// <summary>Reads roll-ups of a level with the changes that are not added to them yet.</summary>
/// <param name="database">The store, within a transaction, so that both are of one moment.</param>
/// <param name="clients">Whose roll-ups are read; null for all.</param>
internal sealed class RollUpReader(SqliteDatabase database, SortedSet<long>? clients)
{
    private static readonly string SelectAll = "SELECT states FROM roll_ups"
        + $" WHERE {EventTables.RollUps.IsWhole} AND level IS ?1 AND bucket >= ?2 AND bucket < ?3";

    // The row, or the one after it: so rows are found of which nobody knows whether they are there.
    private static readonly string SelectFrom = "SELECT states, bucket, client FROM roll_ups"
        + $" WHERE {EventTables.RollUps.IsWhole} AND level IS ?1 AND (bucket, client) >= (?2, ?3)"
        + " ORDER BY bucket, client LIMIT 1";

    private static readonly string SelectDeltas =
        $"SELECT states FROM roll_up_deltas WHERE {EventTables.RollUpDeltas.IsWhole} AND delta >= ?1 AND delta < ?2";

    /// <summary>Reads those of the given times, each key once or several times.</summary>
    public void Read(RollUpLevel level, TimeRanges times, RollUpTaker take)
    {
        if (clients is { Count: 0 })
        {
            return;
        }

        foreach (var buckets in times.InStretchesOf(level.BucketLength).Ranges)
        {
            if (clients is null)
            {
                ReadAll(level, buckets, times, take);
                continue;
            }

            foreach (var client in clients)
            {
                ReadClient((level, client), buckets, times, take);
            }
        }

        foreach (var slots in times.InStretchesOf(level.SlotLength).Ranges)
        {
            var select = database.Prepare(SelectDeltas)
                .Bind(1, RollUpSlot.FirstDelta(level, slots.First)).Bind(2, RollUpSlot.EndDelta(level, slots.End - 1));
            while (select.Step())
            {
                Take(select, times, take);
            }
        }
    }

    private void ReadAll(
        RollUpLevel level, TimeRange buckets, TimeRanges times, RollUpTaker take)
    {
        var select = database.Prepare(SelectAll)
            .Bind(1, level.Number).Bind(2, buckets.First).Bind(3, buckets.End);
        while (select.Step())
        {
            Take(select, times, take);
        }
    }

    /// <summary>Goes from one row of the client to the next, over those of others.</summary>
    private void ReadClient(
        (RollUpLevel Level, long Client) whose,
        TimeRange buckets,
        TimeRanges times,
        RollUpTaker take)
    {
        var select = database.Prepare(SelectFrom).Bind(1, whose.Level.Number).Bind(3, whose.Client);
        for (var bucket = buckets.First; bucket < buckets.End && select.Bind(2, bucket).Step(); select.Reset())
        {
            var (found, client) = (select.ReadNumber(1), select.ReadNumber(2));
            if (found < buckets.End && client == whose.Client)
            {
                Take(select, times, take);
            }

            // After the row of a client before it, its own may come in the same bucket.
            bucket = client < whose.Client ? found : found + 1;
        }

        select.Reset();
    }

    private void Take(SqliteStatement row, TimeRanges times, RollUpTaker take)
    {
        var reader = new RollUpPackReader(row.ReadBytes(0), clients);
        while (reader.TryRead(out var key))
        {
            if (times.Contains(key.Time))
            {
                take(key, reader.ReadState());
            }
        }
    }
}
