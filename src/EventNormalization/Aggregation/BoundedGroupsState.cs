using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>The states of the groups that are kept, and the one state of all others.</summary>
/// <typeparam name="TKey">What the groups are named by.</typeparam>
/// <typeparam name="TState">The state of one group.</typeparam>
public sealed class BoundedGroupsState<TKey, TState>
    where TKey : notnull
{
    // Each key that is kept once, the one with the greatest hash first.
    private readonly PriorityQueue<TKey, Place> _places = new(Place.GreatestFirst);

    internal BoundedGroupsState(TState other) => Other = other;

    /// <summary>Whether a group was left to the others.</summary>
    public bool HasOther { get; internal set; }

    internal Dictionary<TKey, TState> Groups { get; } = [];

    // A field, since the aggregator adds to it in place.
    internal TState Other;

    /// <summary>Whether a key comes before one that is kept.</summary>
    internal bool IsBeforeLast(in Place place) =>
        _places.TryPeek(out _, out var last) && Place.GreatestFirst.Compare(last, place) < 0;

    internal void Keep(TKey key, in Place place) => _places.Enqueue(key, place);

    internal TKey TakeLast() => _places.Dequeue();

    /// <summary>Where a key stands among all keys: by the hash of its text, then by the text.</summary>
    internal readonly struct Place(ulong hash, string text)
    {
        public static readonly IComparer<Place> GreatestFirst = Comparer<Place>.Create(
            (left, right) => left._hash == right._hash
                ? string.CompareOrdinal(right._text, left._text)
                : right._hash.CompareTo(left._hash));

        private readonly ulong _hash = hash;
        private readonly string _text = text;
    }
}
