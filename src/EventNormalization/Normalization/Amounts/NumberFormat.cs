namespace EventNormalization.Normalization;

/// <summary>The reading of a number text in which one mark could group or could be the decimal mark.</summary>
/// <remarks>A text that has one reading alone is read that way under every format.</remarks>
public enum NumberFormat
{
    /// <summary>JSON's own convention, by default: <c>,</c> groups and <c>.</c> is the decimal point.</summary>
    Invariant,

    /// <summary><c>,</c> groups and <c>.</c> is the decimal point, declared by the host for this client.</summary>
    DecimalPoint,

    /// <summary><c>.</c> groups and <c>,</c> is the decimal mark, declared by the host for this client.</summary>
    DecimalComma,

    /// <summary>A text with two readings is refused with both candidates.</summary>
    Strict,
}
