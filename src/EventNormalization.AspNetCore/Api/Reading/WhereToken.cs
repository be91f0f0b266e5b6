namespace EventNormalization.Api.Reading;

/// <summary>A word, a text in quotes, a bracket or an operator of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="Column">Where it begins, from 1 on.</param>
internal readonly record struct WhereToken(WhereTokenKind Kind, string Text, int Column);
