using System;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>The append log in the file: the digest and the outcomes of each append, and the closed names.</summary>
/// <remarks>
/// Written in the transaction of the append itself. An append is kept for 30 days, measured by times of receipt, and
/// the last 10,000 always are, so that one delivery with a wrong time does not empty the log. A closed name is kept
/// forever.
/// </remarks>
internal sealed class EventAppendLog(SqliteDatabase database)
{
    // Closed names are numbered down from 0, so that trimming never reaches them.
    public const string Table = """
        CREATE TABLE appends(
          number INTEGER PRIMARY KEY, run INTEGER NOT NULL, sequence INTEGER NOT NULL, closed INTEGER NOT NULL,
          seconds INTEGER NOT NULL, digest BLOB NOT NULL, answers BLOB NOT NULL, checksum INTEGER,
          UNIQUE(run, sequence)) STRICT
        """;

    private const int CountMin = 10_000;
    private const long AgeMaxSeconds = 30 * 24 * InstantColumns.HourSeconds;

    /// <summary>Its columns.</summary>
    public static readonly StoredTable Stored =
        new("appends", "number", "run", "sequence", "closed", "seconds", "digest", "answers");

    private static readonly string Insert = Stored.Insert(
        ("number", "?1"), ("run", "?2"), ("sequence", "?3"), ("closed", "?4"), ("seconds", "?5"), ("digest", "?6"),
        ("answers", "?7"));

    private static readonly string Select =
        $"SELECT closed, digest, answers FROM appends WHERE {Stored.IsWhole} AND run IS ?1 AND sequence IS ?2";

    private readonly SqliteStatement _insert = database.Prepare(Insert);

    private LogEnd? _end;
    private long _addedCount;

    /// <summary>The append with a name; null if the name is new, or was dropped.</summary>
    public static LoggedAppend? Find(SqliteDatabase database, AppendId id)
    {
        var select = database.Prepare(Select);
        var isFound = select.Bind(1, unchecked((long)id.Run)).Bind(2, unchecked((long)id.Sequence)).Step();
        try
        {
            return !isFound ? null
                : select.ReadNumber(0) != 0 ? LoggedAppend.Closed
                : new LoggedAppend(ContentHash.FromBytes(select.ReadBytes(1)), select.ReadBytes(2).ToArray());
        }
        catch (ArgumentException error)
        {
            throw new StoreCorruptedException($"{database.Path}: append {id} is damaged.", error);
        }
        finally
        {
            select.Reset();
        }
    }

    /// <summary>Adds a new append and its outcomes.</summary>
    public void Add(Append append, ReadOnlySpan<byte> answers)
    {
        var end = _end ?? ReadEnd();
        var seconds = end.Seconds;
        foreach (var item in append.Items)
        {
            seconds = Math.Max(seconds, InstantColumns.SecondsOf(item.Event.ReceivedAt));
        }

        Span<byte> digest = stackalloc byte[ContentHash.ByteCount];
        append.Digest.CopyTo(digest);
        BindName(_insert.Bind(1, end.Number + 1), append.Id)
            .Bind(4, 0).Bind(5, seconds).Bind(6, digest).Bind(7, answers).Execute();
        _end = new LogEnd(end.Number + 1, seconds);
        _addedCount++;
    }

    /// <summary>Removes appends that are too old, and forgets the end of the log, which others may move now.</summary>
    public void Forget()
    {
        if (_end is { } end && end.Number > CountMin)
        {
            // An append rarely expires more than one other; a limit keeps one that expires many from taking long.
            database.Prepare(
                """
                DELETE FROM appends WHERE number IN (
                  SELECT number FROM appends WHERE number > 0 AND number <= ?1 ORDER BY number LIMIT ?3)
                  AND seconds < ?2
                """)
                .Bind(1, end.Number - CountMin).Bind(2, end.Seconds - AgeMaxSeconds).Bind(3, 100 * _addedCount)
                .Execute();
        }

        Clear();
    }

    /// <summary>Forgets the end of the log, which was not written.</summary>
    public void Clear() => (_end, _addedCount) = (null, 0);

    // Read in the transaction that adds to it: no other program can move it meanwhile.
    private LogEnd ReadEnd()
    {
        var last = database.Prepare(
            "SELECT number, seconds FROM appends WHERE number > 0 ORDER BY number DESC LIMIT 1");
        var end = last.Step()
            ? new LogEnd(last.ReadNumber(0), last.ReadNumber(1))
            : new LogEnd(0, InstantColumns.SecondsOf(Instant.MinValue));
        last.Reset();
        return end;
    }

    /// <summary>Makes a new name void forever.</summary>
    public static void Close(SqliteDatabase database, AppendId id)
    {
        var number = Math.Min(0, database.ReadNumber("SELECT min(number) FROM appends") ?? 0) - 1;
        BindName(database.Prepare(Insert).Bind(1, number), id).Bind(4, 1).Bind(5, 0).Bind(6, []).Bind(7, []).Execute();
    }

    private static SqliteStatement BindName(SqliteStatement statement, AppendId id) =>
        statement.Bind(2, unchecked((long)id.Run)).Bind(3, unchecked((long)id.Sequence));

    private readonly record struct LogEnd(long Number, long Seconds);
}
