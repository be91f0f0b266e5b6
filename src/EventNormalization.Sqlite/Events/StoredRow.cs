using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>What an outcome reports about a stored event.</summary>
internal readonly record struct StoredRow(long Position, RecordId Id, Instant FirstReceivedAt, EventRepeats Repeats)
{
    public long Occurrences => Repeats.Occurrences;
}
