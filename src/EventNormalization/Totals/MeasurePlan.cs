using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The states that the measures of a query need, each kept once even if several measures use it.</summary>
/// <remarks>Those of the library's measures of the amount are kept in one summary, all others as objects.</remarks>
internal sealed class MeasurePlan
{
    private readonly ImmutableArray<Measure> _measures;
    private readonly ImmutableArray<Measure> _others;
    private readonly int[][] _othersOf;

    public MeasurePlan(ImmutableArray<Measure> measures)
    {
        _measures = measures;
        Parts = [.. measures.SelectMany(measure => measure.Parts).Distinct()];
        _others = [.. Parts.Where(part => !part.IsInSummary)];
        _othersOf = [.. measures.Select(measure => measure.Parts.Select(part => _others.IndexOf(part)).ToArray())];
    }

    /// <summary>The measures whose states are kept.</summary>
    public ImmutableArray<Measure> Parts { get; }

    /// <summary>Whether a summary of the amounts tells all of them.</summary>
    public bool IsOfSummary => _others.IsEmpty;

    /// <summary>The initial states of what no summary covers.</summary>
    public MeasureState[] NewOthers()
    {
        if (_others.IsEmpty)
        {
            return [];
        }

        var states = new MeasureState[_others.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = _others[i].NewState();
        }

        return states;
    }

    /// <summary>Adds a state for each part to where its measure is kept.</summary>
    public void Merge(ref DecimalSummary amounts, MeasureState[] others, ReadOnlySpan<MeasureState> states)
    {
        var other = 0;
        for (var i = 0; i < Parts.Length; i++)
        {
            if (Parts[i].IsInSummary)
            {
                Parts[i].Merge(ref amounts, states[i]);
            }
            else
            {
                others[other++].Merge(states[i]);
            }
        }
    }

    /// <summary>Writes a state for each part, each after its length.</summary>
    public void Write(ref DecimalSummary amounts, MeasureState[] others, IBufferWriter<byte> output)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var other = 0;
        foreach (var part in Parts)
        {
            bytes.ResetWrittenCount();
            if (part.IsInSummary)
            {
                part.Write(ref amounts, bytes);
            }
            else
            {
                others[other++].Write(bytes);
            }

            output.WriteSized(bytes.WrittenSpan);
        }
    }

    /// <summary>Reads a state for each part.</summary>
    public MeasureState[] Read(ref StateReader reader)
    {
        var states = new MeasureState[Parts.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Parts[i].NewState();
            states[i].Merge(reader.ReadSized());
        }

        return states;
    }

    /// <summary>What a measure gives.</summary>
    public MeasureValue ValueOf(int measure, ref DecimalSummary amounts, MeasureState[] others) =>
        _measures[measure].IsInSummary
            ? _measures[measure].ToValue(ref amounts)
            : _measures[measure].ToValue(Array.ConvertAll(_othersOf[measure], part => others[part]));
}
