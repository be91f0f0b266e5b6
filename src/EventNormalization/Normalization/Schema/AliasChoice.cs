namespace EventNormalization.Normalization;

/// <summary>Which of several members counts that are found for a field under different aliases.</summary>
public enum AliasChoice
{
    /// <summary>No alias comes before another: all that are found must mean the same.</summary>
    Agreeing,

    /// <summary>
    /// The first one in the order of the aliases, and of one alias that of the outer level. What is missing goes on to
    /// the next; what cannot be read fails.
    /// </summary>
    First,
}
