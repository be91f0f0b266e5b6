using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>
/// What is kept of an answer: the row of the stored event, its occurrences then, and what was in conflict.
/// </summary>
internal readonly struct EventAnswer(long position, long occurrences, RecordId? conflict = null)
{
    public long Position => position;

    public long Occurrences => occurrences;

    /// <summary>
    /// The id of the event that is not stored, since the one at the position has its key; null if it is.
    /// </summary>
    public RecordId? Conflict => conflict;
}
