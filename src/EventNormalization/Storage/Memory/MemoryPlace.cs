using NodaTime;

namespace EventNormalization.Storage;

/// <summary>What a row is sorted by; what the order does not ask for is the default.</summary>
internal readonly record struct MemoryPlace(Instant Time, decimal Amount, int Index);
