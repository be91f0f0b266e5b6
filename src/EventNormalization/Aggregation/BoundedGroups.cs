using System.Collections.Generic;

namespace EventNormalization.Aggregation;

/// <summary>The totals of a bounded number of groups, and the one total of all further groups.</summary>
/// <typeparam name="TKey">What the groups are named by.</typeparam>
/// <typeparam name="TResult">The total of one group.</typeparam>
/// <remarks>Immutable.</remarks>
public sealed class BoundedGroups<TKey, TResult>
    where TKey : notnull
{
    internal BoundedGroups(IReadOnlyDictionary<TKey, TResult> groups, TResult other, bool hasOther)
    {
        Groups = groups;
        Other = other;
        HasOther = hasOther;
    }

    /// <summary>The totals of the groups that were kept, each of all its inputs.</summary>
    public IReadOnlyDictionary<TKey, TResult> Groups { get; }

    /// <summary>Whether there were more groups than were kept.</summary>
    public bool HasOther { get; }

    /// <summary>The total of the inputs of all other groups; of no input where there are none.</summary>
    public TResult Other { get; }
}
