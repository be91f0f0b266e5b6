using System;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The recent appends and their answers, kept in the transaction of the append itself.</summary>
/// <remarks>
/// The last 10,000 are kept, or fewer if these have more than a million answers together; the last 16 always are.
/// </remarks>
internal static class AppendLog
{
    public const string Table = """
        CREATE TABLE appends(
          number INTEGER PRIMARY KEY, run INTEGER NOT NULL, sequence INTEGER NOT NULL, answers BLOB NOT NULL,
          answers_so_far INTEGER NOT NULL, UNIQUE(run, sequence)) STRICT
        """;

    private const int AppendCountMax = 10_000;
    private const int AppendCountMin = 16;
    private const int AnswerCountMax = 1_000_000;

    /// <summary>The answers of an append; null if it was never made, or too long ago.</summary>
    public static byte[]? Find(SqliteDatabase database, AppendId id)
    {
        var select = database.Prepare("SELECT answers FROM appends WHERE run = ?1 AND sequence = ?2");
        var isFound = select.Bind(1, unchecked((long)id.Run)).Bind(2, unchecked((long)id.Sequence)).Step();
        var answers = isFound ? select.ReadBytes(0).ToArray() : null;
        select.Reset();
        return answers;
    }

    /// <summary>Keeps the answers of a new append, and forgets those that are too old.</summary>
    public static void Add(SqliteDatabase database, AppendId id, ReadOnlySpan<byte> answers, int answerCount)
    {
        var last = database.Prepare("SELECT number, answers_so_far FROM appends ORDER BY number DESC LIMIT 1");
        var hasLast = last.Step();
        var number = hasLast ? last.ReadNumber(0) + 1 : 1;
        var answersSoFar = (hasLast ? last.ReadNumber(1) : 0) + answerCount;
        last.Reset();

        database.Prepare("INSERT INTO appends VALUES(?1, ?2, ?3, ?4, ?5)")
            .Bind(1, number).Bind(2, unchecked((long)id.Run)).Bind(3, unchecked((long)id.Sequence))
            .Bind(4, answers).Bind(5, answersSoFar).Execute();
        Forget(database, number, answersSoFar);
    }

    private static void Forget(SqliteDatabase database, long number, long answersSoFar)
    {
        var oldest = database.Prepare("SELECT number, answers_so_far FROM appends ORDER BY number LIMIT 1");
        var delete = database.Prepare("DELETE FROM appends WHERE number = ?1");
        while (oldest.Step())
        {
            var age = number - oldest.ReadNumber(0);
            var answersSince = answersSoFar - oldest.ReadNumber(1);
            var old = oldest.ReadNumber(0);
            oldest.Reset();
            if (age < AppendCountMin || (age < AppendCountMax && answersSince < AnswerCountMax))
            {
                return;
            }

            delete.Bind(1, old).Execute();
        }
    }
}
