namespace EventNormalization.Normalization;

/// <summary>A name as a schema writes it, and as it is looked up.</summary>
internal readonly record struct WrittenName(string Text, string Folded);
