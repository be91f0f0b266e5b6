namespace EventNormalization.Normalization;

/// <summary>Whether a member has a field's own name or one of its aliases; the own name counts first.</summary>
internal enum FieldRank
{
    OwnName,
    Alias,
}
