using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <content>Totals.</content>
public sealed partial class InMemoryEventStore
{
    private static readonly TotalsQuery ByClientAndMetric =
        new() { GroupBy = [FieldNames.ClientId, FieldNames.Metric] };

    // Kept up to date by each append, so that totals without bounds of time need not read the events.
    private readonly TotalsFold _totals = new(ByClientAndMetric);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var fold = new TotalsFold(query);
        if (query is { FollowsFromRollUps: true, Filter: { From: null, To: null } })
        {
            FoldRollUps(fold);
        }
        else
        {
            FoldEvents(fold, cancellationToken);
        }

        return ValueTask.FromResult(fold.ToGroups());
    }

    private void FoldRollUps(TotalsFold fold)
    {
        IReadOnlyList<TotalsRollUp> rollUps;
        lock (_lock)
        {
            rollUps = _totals.ToRollUps();
        }

        foreach (var rollUp in rollUps)
        {
            fold.AddRollUp(rollUp);
        }
    }

    private void FoldEvents(TotalsFold fold, CancellationToken cancellationToken)
    {
        // What is stored while the fold goes on is left out: the totals are of one moment.
        int count;
        lock (_lock)
        {
            count = _rows.Count;
        }

        for (var start = 0; start < count; start += Math.Min(ScanLength, count - start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                for (var index = start; index < Math.Min(start + ScanLength, count); index++)
                {
                    if (Matches(fold.Query.Filter, in _rows[index]))
                    {
                        fold.Add(_rows[index].ToRecord());
                    }
                }
            }
        }
    }
}
