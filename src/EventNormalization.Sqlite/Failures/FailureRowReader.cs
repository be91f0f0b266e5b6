using System;
using System.Linq;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads failed events, and holds each one to the hash of its raw bytes.</summary>
internal static class FailureRowReader
{
    /// <summary>The columns that <see cref="Read"/> takes, up to the condition.</summary>
    public const string Select = """
        SELECT position, raw_hash, state, reasons, occurrences, first_seconds, first_nanoseconds, last_seconds,
          last_nanoseconds, source, line, client, id, stored_id, raw
        FROM failures
        """;

    /// <summary>Reads the entry of a row.</summary>
    /// <exception cref="StoreCorruptedException">The bytes no longer match their hash.</exception>
    public static FailedEvent Read(SqliteDatabase database, SqliteStatement row)
    {
        FailedEvent entry;
        try
        {
            entry = ReadUnchecked(row);
        }
        catch (Exception error)
            when (error is ArgumentException or FormatException or OverflowException or JsonException)
        {
            throw Damaged(database, row, error);
        }

        return EventId.FromContent(entry.Raw.Span) == entry.RawHash ? entry : throw Damaged(database, row, null);
    }

    private static FailedEvent ReadUnchecked(SqliteStatement row) => new()
    {
        Position = new EventPosition(0, row.ReadNumber(0), 0),
        RawHash = EventId.FromBytes(row.ReadBytes(1)),
        State = (FailedEventState)row.ReadNumber(2),
        Reasons = ReadReasons(row.ReadBytes(3)),
        Occurrences = row.ReadNumber(4),
        FirstReceivedAt = InstantColumns.ToInstant(row.ReadNumber(5), row.ReadNumber(6)),
        LastReceivedAt = InstantColumns.ToInstant(row.ReadNumber(7), row.ReadNumber(8)),
        Location = new SourceLocation(row.IsNull(9) ? null : row.ReadText(9), row.ReadNumber(10)),
        ClientId = row.IsNull(11) ? null : row.ReadText(11),
        Id = ReadId(row, 12),
        StoredId = ReadId(row, 13),
        Raw = row.ReadBytes(14).ToArray(),
    };

    private static FieldError[] ReadReasons(ReadOnlySpan<byte> utf8) =>
        [.. (JsonSerializer.Deserialize(utf8, StoredJson.Default.ReasonRowArray) ?? []).Select(row => row.ToError())];

    private static EventId? ReadId(SqliteStatement row, int column) =>
        row.IsNull(column) ? null : EventId.FromBytes(row.ReadBytes(column));

    private static StoreCorruptedException Damaged(SqliteDatabase database, SqliteStatement row, Exception? error) =>
        new(
            FormattableString.Invariant($"{database.Path}: the failed event at position {row.ReadNumber(0)} ")
            + "is no longer what was stored. Restore the file from a backup.",
            error);
}
