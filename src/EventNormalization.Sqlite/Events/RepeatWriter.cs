namespace EventNormalization.Sqlite;

/// <summary>Writes what changes of an event when it comes again.</summary>
internal sealed class RepeatWriter(SqliteDatabase database)
{
    private readonly SqliteStatement _replace = database.Prepare(
        """
        INSERT OR REPLACE INTO repeats(
          position, occurrences, last_seconds, last_nanoseconds, spellings, other_spellings)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6)
        """);

    /// <summary>Writes what is true of the event at a position from now on.</summary>
    public void Write(long position, in EventRepeats repeats) => _replace
        .Bind(1, position).Bind(2, repeats.Occurrences)
        .Bind(3, InstantColumns.SecondsOf(repeats.LastReceivedAt))
        .Bind(4, InstantColumns.NanosecondsOf(repeats.LastReceivedAt))
        .Bind(5, repeats.Spellings).Bind(6, repeats.OtherSpellings).Execute();
}
