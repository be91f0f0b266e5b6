namespace EventNormalization.Sqlite;

/// <summary>Times from the first to before the end.</summary>
internal readonly record struct TimeRange(long First, long End)
{
    public bool Contains(long time) => time >= First && time < End;
}
