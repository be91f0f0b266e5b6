using System;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>What a fold knows of one group; changed in place, since a fold changes it once for each event.</summary>
internal sealed class GroupTotals
{
    private readonly MeasureState[] _states;
    private CurrencySet _currencies;

    public GroupTotals(MeasurePlan plan, FieldValue?[] key)
    {
        _states = plan.NewStates();
        Key = key;
    }

    /// <summary>The values of what the query groups by; it must not change.</summary>
    public FieldValue?[] Key { get; }

    /// <summary>The states of the plan's parts.</summary>
    public ReadOnlySpan<MeasureState> States => _states;

    public void Add(NormalizedEvent record)
    {
        _currencies.Add(record.Currency);
        foreach (var state in _states)
        {
            state.Add(record);
        }
    }

    /// <summary>Adds an event whose currency was added before and of which the amount is all that is measured.</summary>
    public void AddAmount(decimal amount)
    {
        foreach (var state in _states)
        {
            state.AddAmount(amount);
        }
    }

    public void AddCurrency(string? currency) => _currencies.Add(currency);

    public void Merge(GroupTotals other)
    {
        _currencies.Merge(in other._currencies);
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i].Merge(other._states[i]);
        }
    }

    public TotalsGroup ToGroup(TotalsQuery query, MeasurePlan plan)
    {
        var values = ImmutableArray.CreateBuilder<MeasureValue>(query.Measures.Length);
        for (var i = 0; i < query.Measures.Length; i++)
        {
            values.Add(_currencies.IsMixed && query.Measures[i].Unit == MeasureUnit.Currency
                ? MeasureValue.FromError(AggregateError.OfCurrencies(_currencies.ToList()))
                : plan.ValueOf(i, _states));
        }

        return new TotalsGroup(query, [.. Key], values.MoveToImmutable());
    }
}
