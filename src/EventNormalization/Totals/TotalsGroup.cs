using System;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>What was measured of the events that agree in what the query groups by.</summary>
/// <remarks>Immutable. Decimals have no trailing zeros, so equal events give equal bits whatever their order was.</remarks>
public sealed class TotalsGroup
{
    private readonly ImmutableArray<Measure> _measures;

    /// <summary>Makes a group.</summary>
    /// <param name="query">The query that it answers.</param>
    /// <param name="key">A value for each group key of the query; <see langword="null"/> for a field that is absent.</param>
    /// <param name="values">A value for each measure of the query.</param>
    /// <exception cref="ArgumentException">There are not as many keys or values as the query asks for.</exception>
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
    }

    /// <summary>A value for each group key of the query; <see langword="null"/> for a field that all events lack.</summary>
    public ImmutableArray<FieldValue?> Key { get; }

    /// <summary>A value for each measure of the query.</summary>
    public ImmutableArray<MeasureValue> Values { get; }

    /// <summary>How many events there are.</summary>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public long Count => this[Measures.Count].AsInteger();

    /// <summary>The exact sum of their amounts, or the reason why there is none.</summary>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public AggregateResult<decimal> Sum =>
        this[Measures.Sum] is var sum && sum.Error is { } error ? error : sum.AsDecimal() ?? 0m;

    /// <summary>What a measure gave.</summary>
    /// <param name="measure">One of the query's measures.</param>
    /// <exception cref="InvalidOperationException">The query did not ask for it.</exception>
    public MeasureValue this[Measure measure] => _measures.IndexOf(measure) is >= 0 and var index
        ? Values[index]
        : throw new InvalidOperationException("The query did not ask for " + measure + ".");
}
