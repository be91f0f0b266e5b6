using System;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>
/// What a fold knows of the events of one group and one currency; changed in place, since a fold changes it once for
/// each event.
/// </summary>
internal sealed class GroupTotals(MeasurePlan plan, FieldValue?[] key, string? currency)
{
    private readonly MeasureState[] _states = plan.NewStates();

    /// <summary>The values of what the query groups by, and behind them the currency if it is not among them.</summary>
    public FieldValue?[] Key => key;

    public string? Currency => currency;

    /// <summary>Whether there is an event.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>The states of the plan's parts.</summary>
    public MeasureState[] States => _states;

    public void Add(NormalizedEvent record)
    {
        IsUsed = true;
        foreach (var state in _states)
        {
            state.Add(record);
        }
    }

    /// <summary>Adds an event of which the amount is all that is measured.</summary>
    public void AddAmount(decimal amount)
    {
        IsUsed = true;
        foreach (var state in _states)
        {
            state.AddAmount(amount);
        }
    }

    public void Merge(GroupTotals other)
    {
        if (other.IsUsed)
        {
            Merge(other._states);
        }
    }

    public void Merge(ReadOnlySpan<MeasureState> states)
    {
        IsUsed = true;
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i].Merge(states[i]);
        }
    }
}
