using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Totals;

/// <summary>The measured values of one group of events.</summary>
/// <remarks>
/// Immutable. Decimals have no trailing zeros, so equal events give equal bits whatever their order was.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class TotalsGroup
{
    private readonly ImmutableArray<Measure> _measures;

    /// <summary>Creates a group.</summary>
    /// <param name="query">The query that it answers.</param>
    /// <param name="key">
    /// A value for each group key of the query; <see langword="null"/> for a field that is absent.
    /// </param>
    /// <param name="values">A value for each measure of the query.</param>
    /// <exception cref="ArgumentException">There are not as many keys or values as the query asks for.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    public TotalsGroup(TotalsQuery query, ImmutableArray<FieldValue?> key, ImmutableArray<MeasureValue> values)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (key.IsDefault || key.Length != query.GroupBy.Length)
        {
            throw new ArgumentException("A group has one key for each group key of its query.", nameof(key));
        }

        if (values.IsDefault || values.Length != query.Measures.Length)
        {
            throw new ArgumentException("A group has one value for each measure of its query.", nameof(values));
        }

        (Key, Values, _measures) = (key, values, query.Measures);
        GroupBy = query.GroupBy;
    }

    /// <summary>
    /// A value for each group key of the query; <see langword="null"/> for a field that all events lack.
    /// </summary>
    /// <remarks>The query's <see cref="TotalsQuery.GroupBy"/> names them, in the same order.</remarks>
    public ImmutableArray<FieldValue?> Key { get; }

    /// <summary>What the query grouped by.</summary>
    public ImmutableArray<GroupKey> GroupBy { get; }

    /// <summary>What the query measured.</summary>
    public ImmutableArray<Measure> Measures => _measures;

    /// <summary>A value for each measure of the query.</summary>
    public ImmutableArray<MeasureValue> Values { get; }

    /// <summary>
    /// The one currency of the events; <see langword="null"/> if they have none or several, or if there are no events.
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>
    /// Where the events are of several currencies and the query does not group by currency: the totals of each, no
    /// currency first, then ordered (<see cref="FieldOrder"/>). Their keys are the key of the group.
    /// </summary>
    /// <remarks>Empty where all events are of one currency, or of none.</remarks>
    public ImmutableArray<TotalsGroup> ByCurrency
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }

    = [];

    /// <summary>How many events there are.</summary>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public long Count => this[Totals.Measures.Count].AsInteger();

    /// <summary>The exact sum of their amounts, or the reason why there is none.</summary>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public AggregateResult<decimal> Sum =>
        this[Totals.Measures.Sum] is var sum && sum.Error is { } error ? error : sum.AsDecimal() ?? 0m;

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{(Key.IsDefault ? "" : string.Join(", ", Key))}: {Currency}");

    /// <summary>The window of time of the group.</summary>
    /// <param name="key">One of what the query grouped by.</param>
    /// <returns>The window; <see langword="null"/> if the key is a field, or none of the query's.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public TotalsWindow? WindowOf(GroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return GroupBy.IndexOf(key) is >= 0 and var index && key.IsWindow && Key[index] is { } start
            ? key.WindowAt(start.AsInstant())
            : null;
    }

    /// <summary>The kind of a measure's value.</summary>
    /// <param name="measure">One of the query's measures.</param>
    /// <returns>Empty where it has nothing to say of no event.</returns>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public MeasureValue this[Measure measure] => _measures.IndexOf(measure) is >= 0 and var index
        ? Values[index]
        : throw new InvalidOperationException("The query did not ask for " + measure + ".");
}
