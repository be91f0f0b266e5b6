using EventNormalization.Ingestion;

namespace EventNormalization.Sqlite;

/// <summary>An append in the log: its digest and outcomes; no outcomes if its name was closed.</summary>
internal sealed class LoggedAppend(ContentHash digest, byte[]? answers)
{
    public static LoggedAppend Closed { get; } = new(default, null);

    public ContentHash Digest => digest;

    public byte[]? Answers => answers;
}
