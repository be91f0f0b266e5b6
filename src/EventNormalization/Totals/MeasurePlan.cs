using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Totals;

/// <summary>The states that the measures of a query need, each kept once however many measures follow from it.</summary>
internal sealed class MeasurePlan
{
    private readonly ImmutableArray<Measure> _measures;
    private readonly int[][] _partsOf;

    public MeasurePlan(ImmutableArray<Measure> measures)
    {
        _measures = measures;
        Parts = [.. measures.SelectMany(measure => measure.Parts).Distinct()];
        _partsOf = [.. measures.Select(measure => measure.Parts.Select(part => Parts.IndexOf(part)).ToArray())];
    }

    /// <summary>The measures whose states are kept.</summary>
    public ImmutableArray<Measure> Parts { get; }

    public MeasureState[] NewStates()
    {
        // A stream may have as many groups as events.
        var states = new MeasureState[Parts.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Parts[i].NewState();
        }

        return states;
    }

    /// <summary>What a measure gives for the states of all parts.</summary>
    public MeasureValue ValueOf(int measure, MeasureState[] states) =>
        _measures[measure].ToValue(Array.ConvertAll(_partsOf[measure], part => states[part]));
}
