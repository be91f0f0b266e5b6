using System;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>
/// The named steps of a failed-event store and their answers, kept in the transaction of the step itself.
/// </summary>
/// <remarks>Kept for 30 days, measured by the times of steps, and the last 10,000 always.</remarks>
internal static class StepLog
{
    public const string Table = """
        CREATE TABLE operations(
          number INTEGER PRIMARY KEY, run INTEGER NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL,
          items INTEGER NOT NULL, at BLOB NOT NULL, answers BLOB NOT NULL, checksum INTEGER,
          UNIQUE(run, sequence)) STRICT
        """;

    /// <summary>Its columns.</summary>
    public static readonly StoredTable Stored =
        new("operations", "number", "run", "sequence", "kind", "items", "at", "answers");

    public const string Index = "CREATE INDEX operations_by_time ON operations(at)";

    private const int CountMin = 10_000;

    private static readonly string Select =
        $"SELECT kind, items, answers FROM operations WHERE {Stored.IsWhole} AND run = ?1 AND sequence = ?2";

    private static readonly string InsertNext = Stored.InsertNext(
        ("run", "?1"), ("sequence", "?2"), ("kind", "?3"), ("items", "?4"), ("at", "?5"), ("answers", "?6"));

    private static readonly Duration AgeMax = Duration.FromDays(30);

    /// <summary>The outcomes of a step; null if it was never taken, or was dropped.</summary>
    /// <exception cref="ArgumentException">Another step has the name.</exception>
    public static byte[]? Find(SqliteDatabase database, StepName name)
    {
        var select = database.Prepare(Select);
        select.Bind(1, unchecked((long)name.Id.Run)).Bind(2, unchecked((long)name.Id.Sequence));
        if (!select.Step())
        {
            return null;
        }

        var (kind, items, answers) = ((QueueStepKind)select.ReadNumber(0), select.ReadNumber(1),
            select.ReadBytes(2).ToArray());
        select.Reset();
        return kind == name.Kind && items == name.ItemCount
            ? answers
            : throw new ArgumentException($"The name {name.Id} belongs to another step: {kind} of {items}.");
    }

    /// <summary>Adds a new step and its outcomes, and removes those that are too old.</summary>
    public static void Add(SqliteDatabase database, StepName name, ReadOnlySpan<byte> answers)
    {
        var insert = database.Prepare(InsertNext);
        insert.Bind(1, unchecked((long)name.Id.Run)).Bind(2, unchecked((long)name.Id.Sequence))
            .Bind(3, (long)name.Kind).Bind(4, name.ItemCount).Bind(6, answers);
        InstantBytes.Bind(insert, 5, name.At).Execute();

        var newest = database.LastInsertedRow;
        if (newest <= CountMin || name.At < Instant.MinValue + AgeMax)
        {
            return;
        }

        var forget = database.Prepare("DELETE FROM operations WHERE at < ?1 AND number <= ?2");
        InstantBytes.Bind(forget, 1, name.At - AgeMax).Bind(2, newest - CountMin).Execute();
    }
}
