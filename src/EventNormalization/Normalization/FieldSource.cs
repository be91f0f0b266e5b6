namespace EventNormalization.Normalization;

/// <summary>How the value of a field was found.</summary>
public enum FieldSource
{
    /// <summary>Under the field's own name.</summary>
    OwnName,

    /// <summary>Under one of its aliases.</summary>
    Alias,

    /// <summary>In the value of the field that it reads from.</summary>
    OtherField,

    /// <summary>
    /// Beside the event: its line, its source, its number in an envelope, or what the host knows of it.
    /// </summary>
    Delivery,

    /// <summary>Nowhere: the profile's or the schema's default stands in.</summary>
    Default,

    /// <summary>Nowhere: the schema has a constant for it.</summary>
    Constant,
}
