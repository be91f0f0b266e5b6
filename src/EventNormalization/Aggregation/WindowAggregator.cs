using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace EventNormalization.Aggregation;

/// <summary>Keeps one state for each step of time, and combines the steps of each window.</summary>
internal sealed class WindowAggregator<TInput, TState, TResult>
    : IAggregator<TInput, Dictionary<Instant, TState>, IReadOnlyList<AggregateWindow<TResult>>>
{
    private readonly IAggregator<TInput, TState, TResult> _inner;
    private readonly GroupByAggregator<TInput, TState, TResult, Instant> _steps;
    private readonly Int128 _length;
    private readonly Int128 _step;

    public WindowAggregator(
        IAggregator<TInput, TState, TResult> inner, Func<TInput, Instant> time, Duration length, Duration step)
    {
        (_inner, _length, _step) = (inner, length.ToInt128Nanoseconds(), step.ToInt128Nanoseconds());
        _steps = new(inner, input => StepOf(time(input)));
    }

    public Dictionary<Instant, TState> Seed() => _steps.Seed();

    public void Add(ref Dictionary<Instant, TState> state, TInput input) => _steps.Add(ref state, input);

    public void Merge(ref Dictionary<Instant, TState> state, Dictionary<Instant, TState> other) =>
        _steps.Merge(ref state, other);

    public IReadOnlyList<AggregateWindow<TResult>> Result(Dictionary<Instant, TState> state)
    {
        var starts = state.Keys.SelectMany(StartsOf).Distinct().Order().ToArray();
        return Array.ConvertAll(starts, start => TotalOf(state, start));
    }

    /// <summary>Where the step of an instant begins.</summary>
    private Instant StepOf(Instant instant)
    {
        var since = (instant - NodaConstants.UnixEpoch).ToInt128Nanoseconds();
        var past = ((since % _step) + _step) % _step;
        return instant - Duration.FromNanoseconds(past);
    }

    /// <summary>Where the windows begin that have a step in them.</summary>
    private IEnumerable<Instant> StartsOf(Instant step)
    {
        for (Int128 back = 0; back < _length; back += _step)
        {
            yield return step - Duration.FromNanoseconds(back);
        }
    }

    private AggregateWindow<TResult> TotalOf(Dictionary<Instant, TState> state, Instant start)
    {
        var total = _inner.Seed();
        for (Int128 on = 0; on < _length; on += _step)
        {
            if (state.TryGetValue(start + Duration.FromNanoseconds(on), out var step))
            {
                _inner.Merge(ref total, step);
            }
        }

        return new(start, start + Duration.FromNanoseconds(_length), _inner.Result(total));
    }
}
