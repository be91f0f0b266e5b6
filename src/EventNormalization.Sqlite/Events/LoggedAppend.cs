using EventNormalization.Ingestion;

namespace EventNormalization.Sqlite;

/// <summary>
/// An append that is known: what it said and what was answered; no answers where its name was closed.
/// </summary>
internal sealed class LoggedAppend(ContentHash digest, byte[]? answers)
{
    public static LoggedAppend Closed { get; } = new(default, null);

    public ContentHash Digest => digest;

    public byte[]? Answers => answers;
}
