using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// What a fold knows of the events of one group and one currency; changed in place, since a fold changes it once for
/// each event.
/// </summary>
/// <remarks>
/// The library's measures of the amount have one state together; only what else is measured costs an object. A stream
/// may have as many groups as events.
/// </remarks>
internal sealed class GroupTotals(MeasurePlan plan, string? currency)
{
    private readonly MeasureState[] _others = plan.NewOthers();
    private DecimalSummary _amounts;

    public string? Currency => currency;

    /// <summary>Whether something was added.</summary>
    public bool IsUsed { get; private set; }

    public void Add(NormalizedEvent record, in RecordId id)
    {
        IsUsed = true;
        _amounts.Add(record.Amount);
        foreach (var state in _others)
        {
            state.Add(record, id);
        }
    }

    /// <summary>Adds an event of which the amount is all that is measured.</summary>
    public void AddAmount(decimal amount)
    {
        IsUsed = true;
        _amounts.Add(amount);
        foreach (var state in _others)
        {
            state.AddAmount(amount);
        }
    }

    public void Merge(GroupTotals other)
    {
        if (!other.IsUsed)
        {
            return;
        }

        IsUsed = true;
        _amounts.Merge(other._amounts);
        for (var i = 0; i < _others.Length; i++)
        {
            _others[i].Merge(other._others[i]);
        }
    }

    /// <summary>Adds events of which this summary of the amounts is all that is measured.</summary>
    public void Merge(in DecimalSummary amounts)
    {
        IsUsed = true;
        _amounts.Merge(amounts);
    }

    /// <summary>Adds events of which there is a state for each of the plan's parts.</summary>
    public void Merge(ReadOnlySpan<MeasureState> states)
    {
        IsUsed = true;
        plan.Merge(ref _amounts, _others, states);
    }

    /// <summary>Writes the states of the plan's parts.</summary>
    public void Write(IBufferWriter<byte> output) => plan.Write(ref _amounts, _others, output);

    /// <summary>Adds the states that were written.</summary>
    public void Read(ref StateReader reader) => Merge(plan.Read(ref reader));

    /// <summary>What a measure of the plan gives.</summary>
    public MeasureValue ValueOf(int measure) => plan.ValueOf(measure, ref _amounts, _others);
}
