using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>
/// An outcome as the append log keeps it: the row of the stored event, its occurrences then, and any conflict.
/// </summary>
internal readonly struct LoggedOutcome(long position, long occurrences, RecordId? conflict = null)
{
    public long Position => position;

    public long Occurrences => occurrences;

    /// <summary>After a conflict, the id of the event that was not stored; else null.</summary>
    public RecordId? Conflict => conflict;
}
