namespace EventNormalization.Sqlite;

/// <summary>What is kept of an answer: the row of the stored event, its occurrences then, and a conflict.</summary>
internal readonly struct EventAnswer(long position, long occurrences, bool isConflict)
{
    public long Position => position;

    public long Occurrences => occurrences;

    public bool IsConflict => isConflict;
}
