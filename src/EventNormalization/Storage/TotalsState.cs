using System;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>What a fold knows of one group; changed in place, since a fold changes it once for each event.</summary>
internal sealed class TotalsState
{
    private long _count;
    private ExactSum _sum;
    private decimal _min;
    private decimal _max;

    public void Add(decimal amount)
    {
        _min = _count == 0 || amount < _min ? amount : _min;
        _max = _count == 0 || amount > _max ? amount : _max;
        _sum = _sum.Add(amount);
        _count++;
    }

    public void Add(TotalsRollUp rollUp) => Add(rollUp.Count, rollUp.Sum, rollUp.Min, rollUp.Max);

    public void Merge(TotalsState other)
    {
        if (other._count > 0)
        {
            Add(other._count, other._sum, other._min, other._max);
        }
    }

    public TotalsGroup ToGroup(ImmutableArray<EventField> key) => new()
    {
        Key = key,
        Count = _count,
        Sum = _sum.ToDecimal(),
        Min = _count == 0 ? null : DecimalPowers.Reduce(_min),
        Max = _count == 0 ? null : DecimalPowers.Reduce(_max),
        Mean = _count == 0 ? null : _sum.DivideBy(_count),
    };

    public TotalsRollUp ToRollUp(string clientId, string metric) => new()
    {
        ClientId = clientId,
        Metric = metric,
        Count = _count,
        Sum = _sum,
        Min = _min,
        Max = _max,
    };

    private void Add(long count, ExactSum sum, decimal min, decimal max)
    {
        _min = _count == 0 ? min : Math.Min(_min, min);
        _max = _count == 0 ? max : Math.Max(_max, max);
        _sum = _sum.Merge(sum);
        _count += count;
    }
}
