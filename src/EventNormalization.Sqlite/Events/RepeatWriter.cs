namespace EventNormalization.Sqlite;

/// <summary>Writes what changes of an event when it comes again.</summary>
internal sealed class RepeatWriter(SqliteDatabase database)
{
    private static readonly string Replace = "REPLACE" + EventTables.Repeats.Insert(
        ("position", "?1"), ("occurrences", "?2"), ("last_seconds", "?3"), ("last_nanoseconds", "?4"),
        ("spellings", "?5"),
        ("other_spellings", "?6"))["INSERT".Length..];

    private readonly SqliteStatement _replace = database.Prepare(Replace);

    /// <summary>Writes what is true of the event at a position from now on.</summary>
    public void Write(long position, in EventRepeats repeats) => _replace
        .Bind(1, position).Bind(2, repeats.Occurrences)
        .Bind(3, InstantColumns.SecondsOf(repeats.LastReceivedAt))
        .Bind(4, InstantColumns.NanosecondsOf(repeats.LastReceivedAt))
        .Bind(5, repeats.Spellings).Bind(6, repeats.OtherSpellings).Execute();
}
