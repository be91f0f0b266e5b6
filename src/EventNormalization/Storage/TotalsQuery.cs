using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>Which events to total, and by which fields to group them; the default is one total of all.</summary>
public sealed record TotalsQuery
{
    /// <summary>One total of every event.</summary>
    public static readonly TotalsQuery All = new();

    /// <summary>Which events.</summary>
    public EventFilter Filter { get; init; } = EventFilter.All;

    /// <summary>The names of the fields to group by, in the order of the keys; any field.</summary>
    /// <remarks>An event that lacks a field is in the group without it; a name that no event has groups nothing.</remarks>
    /// <exception cref="ArgumentException">A name is empty or is there twice.</exception>
    public ImmutableArray<string> GroupBy
    {
        get;
        init
        {
            if (value.IsDefault || value.Any(string.IsNullOrEmpty) || value.Distinct().Count() != value.Length)
            {
                throw new ArgumentException("Names to group by must be there, not empty and all different.");
            }

            field = value;
        }
    } = [];

    /// <summary>Whether the groups are by nothing but client, metric and currency, as roll-ups are.</summary>
    /// <remarks>Such totals follow from roll-ups; for bounds of time, from those that lie between the bounds.</remarks>
    public bool FollowsFromRollUps =>
        GroupBy.All(name => name is FieldNames.ClientId or FieldNames.Metric or FieldNames.Currency);
}
