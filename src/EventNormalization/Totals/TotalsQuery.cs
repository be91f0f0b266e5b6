using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Totals.Authoring;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Which events to measure, how to group them, and what to measure; the default is one total of all.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. Two queries are equal when they ask the same in the same order.
/// </remarks>
public sealed record TotalsQuery
{
    /// <summary>The standard measures of every event, in one group.</summary>
    public static readonly TotalsQuery All = new();

    /// <summary>The most groups of a query with sliding windows, or with <see cref="EmptyWindows"/>.</summary>
    public const int WindowCountMax = 200_000;

    private static readonly string[] StandardFields =
    [
        FieldNames.ClientId, FieldNames.Metric, FieldNames.Amount, FieldNames.Timestamp, FieldNames.Currency,
    ];

    private readonly EqualArray<GroupKey> _groupBy;
    private readonly EqualArray<Measure> _measures = new(Totals.Measures.Standard);

    /// <summary>Which events.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public EventPredicate Where
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    = EventPredicate.Everything;

    /// <summary>What to group by, in the order of the groups' keys.</summary>
    /// <exception cref="ArgumentException">Two of them have one name.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImmutableArray<GroupKey> GroupBy
    {
        get => _groupBy.Items;
        init => _groupBy = new(Checked(value, key => key.Name));
    }

    /// <summary>
    /// What to measure, in the order of the groups' values; by default <see cref="Totals.Measures.Standard"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Two of them have one name.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImmutableArray<Measure> Measures
    {
        get => _measures.Items;
        init => _measures = new(Checked(value, measure => measure.Name));
    }

    /// <summary>Whether windows without an event are groups, too; by default they are not.</summary>
    /// <remarks>
    /// <para>They are filled in from the window of the lower bound of time to that of the upper one; where there is no
    /// bound, from the first, or to the last, window with an event. This is done for each combination of the other keys
    /// that an event has. The query groups by one window.</para>
    /// <para>Such a group has a count and a sum of 0 and no currency, and other measures say what they say of no
    /// event.</para>
    /// <para>A query with more than <see cref="WindowCountMax"/> groups is an <see cref="ArgumentException"/>.</para>
    /// </remarks>
    public bool EmptyWindows { get; init; }

    /// <summary>
    /// Whether states by client, metric, currency and time can answer it, together with the events of the times that
    /// are cut by the bounds of time or by a period that it groups by.
    /// </summary>
    /// <remarks>
    /// See <see cref="TotalsFold.AddStates"/>; <see cref="Scope"/> has the bounds, and <see cref="IsWhole"/> tells
    /// which times no period cuts.
    /// </remarks>
    public bool FollowsFromRollUps => GroupBy.All(IsKeyOfRollUps)
        && Measures.All(measure => measure.NeedsAmountAlone)
        && Scope.UsesRollUpFieldsAlone;

    /// <summary>The bounds of time that the predicate sets, and the rest of it.</summary>
    public PredicateScope Scope => new(Where);

    /// <summary>Whether a group can have events of several currencies.</summary>
    internal bool MixesCurrencies => !GroupBy.Any(key => key.FieldName == FieldNames.Currency);

    /// <summary>Whether a group key looks at the time.</summary>
    public bool IsByTime => GroupBy.Any(key => key.FieldName is null or FieldNames.Timestamp);

    /// <summary>
    /// Whether events that differ in their time alone are in one group, whenever they happened between two instants.
    /// </summary>
    /// <remarks>
    /// Then one state of all of them can be added to a fold. The bounds of <see cref="Scope"/> do not count.
    /// </remarks>
    /// <param name="first">Where the times begin, such as the start of an hour.</param>
    /// <param name="last">Where they end; this instant is among them.</param>
    /// <returns><see langword="false"/> also where it could not be found out.</returns>
    public bool IsWhole(Instant first, Instant last) =>
        GroupBy.All(key => key.FieldName is not (null or FieldNames.Timestamp) || key.IsWhole(first, last));

    /// <summary>
    /// Throws for unknown fields to group by or to measure, so that a typo is not totalled as absent.
    /// </summary>
    /// <param name="furtherFields">The names of the further fields that are known.</param>
    /// <exception cref="ArgumentException">
    /// The query names an unknown field (the message lists the known ones), or measures one that is not a number.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="furtherFields"/> is null.</exception>
    public void RequireKnownFields(IEnumerable<string> furtherFields)
    {
        ArgumentNullException.ThrowIfNull(furtherFields);
        string[] known = [.. StandardFields.Concat(furtherFields).Distinct(StringComparer.Ordinal)];
        var named = GroupBy.Select(key => key.FieldName).Concat(Measures.Select(measure => measure.Field));
        if (named.FirstOrDefault(name => name is not null && !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"The totals name the field '{unknown}', which is not known; known are {string.Join(", ", known)}.");
        }

        if (Measures.FirstOrDefault(IsOfNoNumber) is { } measure)
        {
            throw new ArgumentException($"The totals measure {measure.Name}, and {measure.Field} is no number.");
        }
    }

    /// <summary>Throws for empty windows where there are none to fill in, or two that could be.</summary>
    internal void RequireOneWindowToFill()
    {
        var count = GroupBy.Count(key => key.IsWindow);
        if (EmptyWindows && count != 1)
        {
            throw new ArgumentException(
                $"The totals are to fill empty windows and group by {count} windows of time; expected one.");
        }
    }

    private static bool IsOfNoNumber(Measure measure) =>
        measure.IsOfNumbers && measure.Field is not (null or FieldNames.Amount)
        && StandardFields.Contains(measure.Field);

    private static bool IsKeyOfRollUps(GroupKey key) =>
        key.IsOfPeriods || key.FieldName is FieldNames.ClientId or FieldNames.Metric or FieldNames.Currency;

    private static ImmutableArray<T> Checked<T>(ImmutableArray<T> items, Func<T, string> nameOf)
        where T : class
    {
        if (items.IsDefault)
        {
            return [];
        }

        foreach (var item in items)
        {
            ArgumentNullException.ThrowIfNull(item);
        }

        var twice = items.GroupBy(nameOf, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? items : throw new ArgumentException("The query names '" + twice.Key + "' twice.");
    }
}
