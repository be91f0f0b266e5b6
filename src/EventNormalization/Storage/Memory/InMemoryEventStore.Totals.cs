using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Storage;

/// <content>Totals.</content>
public sealed partial class InMemoryEventStore
{
    // The further fields that events have had: totals by any other name are a typo.
    private readonly HashSet<string> _fieldNames = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <remarks>
    /// Known are the fields that every record may have, those that an event has had and those of the schemas that the
    /// store was made with.
    /// </remarks>
    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var fold = new TotalsFold(query);
        if (MemoryGroups.CanAnswer(fold))
        {
            lock (_lock)
            {
                _events.Groups.AddTo(fold);
            }
        }
        else if (fold.FollowsFromSummaries && !query.IsByTime)
        {
            SumEvents(fold, cancellationToken);
        }
        else
        {
            FoldEvents(fold, cancellationToken);
        }

        return ValueTask.FromResult(fold.ToGroups());
    }

    /// <summary>Sums up the events between bounds of time by client, metric and currency.</summary>
    private void SumEvents(TotalsFold fold, CancellationToken cancellationToken)
    {
        int count;
        DecimalSummary[] amounts;
        lock (_lock)
        {
            (count, amounts) = (_events.Count, new DecimalSummary[_events.Groups.Count]);
        }

        var scope = fold.Query.Scope;
        for (var start = 0; start < count; start += Math.Min(ScanLength, count - start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                _events.AddAmounts(start, Math.Min(start + ScanLength, count), scope, amounts);
            }
        }

        for (var number = 0; number < amounts.Length; number++)
        {
            if (amounts[number].Count > 0)
            {
                NormalizedEvent sample;
                lock (_lock)
                {
                    sample = _events.Groups[number].ToSample();
                }

                fold.AddSummary(sample, amounts[number]);
            }
        }
    }

    private void FoldEvents(TotalsFold fold, CancellationToken cancellationToken)
    {
        // Events stored during the fold are left out: the totals are as of one moment.
        int count;
        lock (_lock)
        {
            fold.Query.RequireKnownFields(_fieldNames);
            count = _events.Count;
        }

        var scope = fold.Query.Scope;
        for (var start = 0; start < count; start += Math.Min(ScanLength, count - start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                for (var index = start; index < Math.Min(start + ScanLength, count); index++)
                {
                    if (scope.IsWithinBounds(_events[index].Timestamp))
                    {
                        fold.Add(_events.ToRecord(index), _ids[index], _events[index].Raw);
                    }
                }
            }
        }
    }
}
