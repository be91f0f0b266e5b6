using System;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>What a fold knows of one group; changed in place, since a fold changes it once for each event.</summary>
internal sealed class TotalsState
{
    // Ordinary amounts, several times cheaper than those that need more room; together they are the group.
    private UnitTotals _units;
    private long _count;
    private ExactSum _sum;
    private decimal _min;
    private decimal _max;

    public long Count => _count + _units.Count;

    private ExactSum Sum => _sum.Merge(_units.ToSum());

    private decimal Min => _units.Count == 0 ? _min : _count == 0 ? _units.Min : Math.Min(_units.Min, _min);

    private decimal Max => _units.Count == 0 ? _max : _count == 0 ? _units.Max : Math.Max(_units.Max, _max);

    public void Add(decimal amount)
    {
        if (!_units.TryAdd(amount))
        {
            Add(1, default(ExactSum).Add(amount), amount, amount);
        }
    }

    public void Add(TotalsRollUp rollUp) => Add(rollUp.Count, rollUp.Sum, rollUp.Min, rollUp.Max);

    public void Merge(TotalsState other)
    {
        if (other.Count > 0)
        {
            Add(other.Count, other.Sum, other.Min, other.Max);
        }
    }

    public TotalsGroup ToGroup(ImmutableArray<EventField> key, string? currency = null) => new()
    {
        Key = key,
        Currency = currency,
        Count = Count,
        Sum = Sum.ToDecimal(),
        Min = Count == 0 ? (decimal?)null : DecimalPowers.Reduce(Min),
        Max = Count == 0 ? (decimal?)null : DecimalPowers.Reduce(Max),
        Mean = Count == 0 ? (decimal?)null : Sum.DivideBy(Count),
    };

    public TotalsRollUp ToRollUp(TotalsPair pair) => new()
    {
        ClientId = pair.ClientId!,
        Metric = pair.Metric!,
        Currency = pair.Currency,
        Count = Count,
        Sum = Sum,
        Min = DecimalPowers.Reduce(Min),
        Max = DecimalPowers.Reduce(Max),
    };

    private void Add(long count, ExactSum sum, decimal min, decimal max)
    {
        _min = _count == 0 ? min : Math.Min(_min, min);
        _max = _count == 0 ? max : Math.Max(_max, max);
        _sum = _sum.Merge(sum);
        _count += count;
    }
}
