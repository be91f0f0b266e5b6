using System;
using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>Keeps the decimal of the input that comes first, or last, in an order.</summary>
/// <remarks>Of several inputs at one place, the first keeps the least decimal and the last the greatest.</remarks>
internal sealed class EdgeAggregator<TInput, TOrder>(
    Func<TInput, decimal> amount, Func<TInput, TOrder> order, EdgeAggregator<TInput, TOrder>.End end)
    : IAggregator<TInput, EdgeState<TOrder>, decimal?>
{
    /// <summary>Which end of the order is kept; the sign by which places are compared.</summary>
    public enum End
    {
        First = 1,
        Latest = -1,
    }

    public EdgeState<TOrder> Seed() => default;

    public void Add(ref EdgeState<TOrder> state, TInput input) => Take(ref state, order(input), amount(input));

    public void Merge(ref EdgeState<TOrder> state, EdgeState<TOrder> other)
    {
        if (other.HasValue)
        {
            Take(ref state, other.Order, other.Value);
        }
    }

    public decimal? Result(EdgeState<TOrder> state) => state.HasValue ? DecimalPowers.Reduce(state.Value) : null;

    private void Take(ref EdgeState<TOrder> state, TOrder place, decimal value)
    {
        if (!state.HasValue || IsNearer(state, place, value))
        {
            state.Take(place, value);
        }
    }

    private bool IsNearer(in EdgeState<TOrder> state, TOrder place, decimal value)
    {
        var side = Comparer<TOrder>.Default.Compare(place, state.Order);
        return (int)end * (side == 0 ? value.CompareTo(state.Value) : Math.Sign(side)) < 0;
    }
}
