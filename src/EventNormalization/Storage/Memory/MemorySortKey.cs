using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The values that a row is sorted by; those that the order does not use are the default.</summary>
internal readonly record struct MemorySortKey(Instant Time, decimal Amount, int Index);
