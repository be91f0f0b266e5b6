namespace EventNormalization.Totals;

/// <summary>The kind of a measure's value.</summary>
public enum MeasureValueKind
{
    /// <summary>Nothing: there was no event to measure.</summary>
    Empty,

    /// <summary>A number, a text, an instant or a truth value.</summary>
    Value,

    /// <summary>A list of keys, each with a value, such as the most frequent values and how often they came.</summary>
    List,

    /// <summary>The reason why there is no exact value.</summary>
    Error,
}
