using System.Threading;

namespace EventNormalization.Sqlite;

/// <summary>Makes all roll-ups anew from the events, in the transaction of its caller.</summary>
/// <remarks>What it makes depends on the events alone: the same bytes, whatever was written before.</remarks>
internal static class RollUpRebuild
{
    // So many changed roll-ups are kept in memory at once.
    private const int GroupCountMax = 100_000;

    private static readonly string SelectEvents =
        "SELECT position, seconds, client, metric, ifnull(currency, ''), amount FROM events"
        + $" WHERE {EventTables.Events.IsWhole} ORDER BY position";

    /// <summary>Deletes all roll-ups, whole or not, and adds up the events; returns how many there are.</summary>
    public static long Run(SqliteDatabase database, CancellationToken cancellationToken)
    {
        database.Execute("DELETE FROM roll_up_deltas");
        database.Execute("DELETE FROM roll_ups");
        var deltas = new RollUpDeltas(database);
        using var select = database.PrepareOnce(SelectEvents);
        var (count, position) = (0L, 0L);
        while (select.Step())
        {
            position = select.ReadNumber(0);
            var hour = InstantColumns.HourOf(select.ReadNumber(1));
            deltas.Add(
                new RollUpKey(select.ReadNumber(2), hour, select.ReadNumber(3), select.ReadText(4)),
                AmountColumn.Read(select.ReadBytes(5)));
            count++;
            if (deltas.Count >= GroupCountMax)
            {
                cancellationToken.ThrowIfCancellationRequested();
                deltas.Flush(position);
            }
        }

        deltas.Flush(position);
        deltas.FoldAll();
        return count;
    }
}
