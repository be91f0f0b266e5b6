using System;
using System.Linq;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads failed events, and verifies each against its key.</summary>
internal static class FailedEventRowReader
{
    /// <summary>The columns that <see cref="Read"/> takes, up to the condition; what is damaged is an error.</summary>
    public static readonly string Select =
        "SELECT failures.number, key, reasons, first_seen, last_seen, source, line, client, id,"
        + " stored_id, edited, edited_hash, raw, envelopes.sha256, envelopes.json, path, record, context, masked, "
        + FailedProgressColumns.Names + $", {StoredEnvelopes.Stored.IsWholeOrAbsent}"
        + $" FROM failures LEFT JOIN envelopes USING(envelope) WHERE {FailedEventTables.Failures.IsWhole} AND ";

    private const int PartColumn = 13;
    private const int ContextColumn = 17;
    private const int MaskedColumn = 18;
    private const int ProgressColumn = 19;

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
            when (error is ArgumentException or FormatException or OverflowException or JsonException
            or StoreCorruptedException)
        {
            throw Damaged(database, row, error);
        }

        var isWhole = entry.ComputeKey() == entry.Key && Enum.IsDefined(entry.State)
            && (entry.Edited is not { } edited
                || ContentHash.Of(edited.Span) == ContentHash.FromBytes(row.ReadBytes(11)));
        return isWhole ? entry : throw Damaged(database, row, null);
    }

    private static FailedEvent ReadUnchecked(SqliteStatement row)
    {
        var progress = FailedProgressColumns.Read(row, ProgressColumn);
        return new FailedEvent
        {
            Number = row.ReadNumber(0),
            Key = ContentHash.FromBytes(row.ReadBytes(1)),
            Reasons = ReadReasons(row.ReadBytes(2)),
            FirstReceivedAt = InstantBytes.Read(row, 3),
            LastReceivedAt = InstantBytes.Read(row, 4),
            Location = new SourceLocation(row.IsNull(5) ? null : row.ReadText(5), row.ReadNumber(6)),
            ClientId = row.IsNull(7) ? null : row.ReadText(7),
            Id = ReadId(row, 8),
            StoredId = ReadId(row, 9),
            Edited = progress.IsEdited ? row.ReadBytes(10).ToArray() : (ReadOnlyMemory<byte>?)null,
            Raw = row.ReadBytes(12).ToArray(),
            IsMasked = !row.IsNull(MaskedColumn),
            Part = StoredEnvelopes.Read(row, PartColumn),
            Context = row.IsNull(ContextColumn)
                ? EventContext.Empty
                : EventContext.FromJson(row.ReadBytes(ContextColumn).ToArray()),
            Progress = progress,
        };
    }

    private static FieldError[] ReadReasons(ReadOnlySpan<byte> utf8) =>
        [.. (JsonSerializer.Deserialize(utf8, StoredJson.Default.ReasonRowArray) ?? []).Select(row => row.ToError())];

    private static RecordId? ReadId(SqliteStatement row, int column) =>
        row.IsNull(column) ? null : RecordId.FromBytes(row.ReadBytes(column));

    private static StoreCorruptedException Damaged(SqliteDatabase database, SqliteStatement row, Exception? error) =>
        new(
            FormattableString.Invariant($"{database.Path}: the failed event {row.ReadNumber(0)} ")
            + "is no longer what was stored. Restore the file from a backup.",
            error);
}
