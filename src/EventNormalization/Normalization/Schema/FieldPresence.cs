namespace EventNormalization.Normalization;

/// <summary>Whether an event may lack a field.</summary>
public enum FieldPresence
{
    /// <summary>An event without the field is refused.</summary>
    Required,

    /// <summary>An event without the field has a record without it.</summary>
    Optional,
}
