namespace EventNormalization.Normalization;

/// <summary>The types that a field of a record can have.</summary>
public enum FieldValueKind
{
    /// <summary>Unicode text in NFC.</summary>
    Text,

    /// <summary>A decimal number, held exactly.</summary>
    Decimal,

    /// <summary>A whole number from -2^63 to 2^63 - 1.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A point on the time line, to the nanosecond.</summary>
    Instant,
}
