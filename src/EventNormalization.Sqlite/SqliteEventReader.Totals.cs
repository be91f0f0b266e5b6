using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Sqlite;

/// <content>Totals.</content>
public sealed partial class SqliteEventReader
{
    /// <inheritdoc/>
    /// <remarks>
    /// Count, sum, least, greatest and mean amount by client, metric, currency and windows of time come from the
    /// roll-ups of all time, days or hours of UTC, and from the events of the hours that a bound or a window cuts. All
    /// others read the events. Known are the fields of the rules in force and those that an event has had.
    /// </remarks>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(database =>
        {
            var fold = new TotalsFold(query);
            database.BeginReading();
            if (fold.FollowsFromSummaries)
            {
                RollUpTotals.Fold(database, fold);
            }
            else
            {
                query.RequireKnownFields([.. RulesInForce.ReadFieldNames(database), .. FieldNameLog.Read(database)]);
                FoldEvents(database, fold, cancellationToken);
            }

            database.Commit();
            return fold.ToGroups();
        }, cancellationToken);
    }

    private static void FoldEvents(SqliteDatabase database, TotalsFold fold, CancellationToken cancellationToken)
    {
        var where = new EventPredicateSql(fold.Query.Where, "events.seconds", firstParameter: 1);
        FieldFunction.AddTo(database);
        using var select = database.PrepareOnce(EventRowReader.SelectWhere + where.Text);
        where.Bind(select);
        while (select.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var item = EventRowReader.Read(database, select).Event;
            fold.Add(item.Record, item.Id, item.Raw);
        }
    }
}
