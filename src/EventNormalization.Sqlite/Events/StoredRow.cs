using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>What an answer says of a stored event.</summary>
internal readonly record struct StoredRow(long Position, RecordId Id, long Occurrences, Instant FirstReceivedAt);
