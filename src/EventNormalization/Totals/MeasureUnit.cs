namespace EventNormalization.Totals;

/// <summary>What the value of a measure counts.</summary>
public enum MeasureUnit
{
    /// <summary>Something that amounts of any currency can be mixed in, such as events.</summary>
    Events,

    /// <summary>
    /// Amounts of one currency: a group with several has the error <c>aggregate.currencies</c> instead.
    /// </summary>
    Currency,
}
