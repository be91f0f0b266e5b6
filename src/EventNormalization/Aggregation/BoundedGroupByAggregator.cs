using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace EventNormalization.Aggregation;

/// <summary>Keeps one state for each of the keys with the least hashes, and one for all other keys.</summary>
/// <remarks>
/// A key that is among the least of all was among the least of every part, so all its inputs are in its own state, and
/// all inputs of any other key end in the common one: the order and the split of the inputs change nothing.
/// </remarks>
internal sealed class BoundedGroupByAggregator<TInput, TState, TResult, TKey>(
    IAggregator<TInput, TState, TResult> inner, int countMax, Func<TInput, TKey> key, Func<TKey, string> textOf)
    : IAggregator<TInput, BoundedGroupsState<TKey, TState>, BoundedGroups<TKey, TResult>>
    where TKey : notnull
{
    public BoundedGroupsState<TKey, TState> Seed() => new(inner.Seed());

    public void Add(ref BoundedGroupsState<TKey, TState> state, TInput input) =>
        inner.Add(ref StateOf(state, key(input)), input);

    public void Merge(ref BoundedGroupsState<TKey, TState> state, BoundedGroupsState<TKey, TState> other)
    {
        foreach (var (group, groupState) in other.Groups)
        {
            inner.Merge(ref StateOf(state, group), groupState);
        }

        state.HasOther |= other.HasOther;
        inner.Merge(ref state.Other, other.Other);
    }

    public BoundedGroups<TKey, TResult> Result(BoundedGroupsState<TKey, TState> state) => new(
        state.Groups.ToDictionary(group => group.Key, group => inner.Result(group.Value)),
        inner.Result(state.Other),
        state.HasOther);

    private ref TState StateOf(BoundedGroupsState<TKey, TState> state, TKey group)
    {
        if (!state.Groups.ContainsKey(group) && !TryKeep(state, group))
        {
            state.HasOther = true;
            return ref state.Other;
        }

        return ref CollectionsMarshal.GetValueRefOrNullRef(state.Groups, group);
    }

    /// <summary>Begins a group, in place of the last one if there is no room; false if it is the last.</summary>
    private bool TryKeep(BoundedGroupsState<TKey, TState> state, TKey group)
    {
        var text = textOf(group);
        var place = new BoundedGroupsState<TKey, TState>.Place(StableHash.Of(Encoding.UTF8.GetBytes(text)), text);
        if (state.Groups.Count == countMax)
        {
            if (!state.IsBeforeLast(place))
            {
                return false;
            }

            state.HasOther = true;
            state.Groups.Remove(state.TakeLast(), out var last);
            inner.Merge(ref state.Other, last!);
        }

        state.Keep(group, place);
        state.Groups.Add(group, inner.Seed());
        return true;
    }
}
