using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <content>Totals.</content>
public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// Totals by client, metric and currency come from the roll-ups of whole hours, and from the events of the hours that a bound
    /// cuts. All others read the events.
    /// </remarks>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(database =>
        {
            var fold = new TotalsFold(query);
            database.BeginReading();
            if (query.FollowsFromRollUps)
            {
                RollUpTotals.Fold(database, fold);
            }
            else
            {
                FoldEvents(database, fold, cancellationToken);
            }

            database.Commit();
            return fold.ToGroups();
        }));
    }

    private static void FoldEvents(SqliteDatabase database, TotalsFold fold, CancellationToken cancellationToken)
    {
        var condition = new EventCondition(fold.Query.Filter, "seconds");
        var select = condition.Bind(
            database, database.Prepare(EventRowReader.Select + " WHERE position > 0" + condition.Sql));
        try
        {
            while (select.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                fold.Add(EventRowReader.Read(database, select).Event.Record);
            }
        }
        finally
        {
            select.Reset();
        }
    }
}
