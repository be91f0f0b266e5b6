namespace EventNormalization.Access;

/// <summary>The right that an endpoint needs.</summary>
internal sealed record NeededRight(EventRight Right);
