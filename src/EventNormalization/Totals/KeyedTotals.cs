using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>Totals of one group and one currency, with the key that they are ordered by.</summary>
internal readonly struct KeyedTotals(FieldValue?[] key, GroupTotals totals)
{
    /// <summary>The values of what the query groups by, and after them the currency if it is not among them.</summary>
    public FieldValue?[] Key { get; } = key;

    public GroupTotals Totals { get; } = totals;
}
