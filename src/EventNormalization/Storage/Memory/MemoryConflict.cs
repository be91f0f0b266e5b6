using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>An event that was not stored, since another one has its key.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Holder">The number of the stored event that has the key.</param>
internal readonly record struct MemoryConflict(RecordId Id, int Holder);
