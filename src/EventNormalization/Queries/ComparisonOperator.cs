namespace EventNormalization.Queries;

/// <summary>How a field is compared with a value.</summary>
public enum ComparisonOperator
{
    /// <summary>The field has this value.</summary>
    Equal,

    /// <summary>The field is present and has another value.</summary>
    NotEqual,

    /// <summary>The field comes before the value.</summary>
    Less,

    /// <summary>The field comes before the value or is equal to it.</summary>
    LessOrEqual,

    /// <summary>The field comes after the value.</summary>
    Greater,

    /// <summary>The field comes after the value or is equal to it.</summary>
    GreaterOrEqual,
}
