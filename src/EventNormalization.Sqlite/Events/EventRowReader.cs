using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads stored events, and verifies each against its id.</summary>
internal static class EventRowReader
{
    /// <summary>The seconds of the last receipt; the nanoseconds are <see cref="LastNanoseconds"/>.</summary>
    public const string LastSeconds = "ifnull(repeats.last_seconds, events.received_seconds)";

    public const string LastNanoseconds = "ifnull(repeats.last_nanoseconds, events.received_nanoseconds)";

    /// <summary>The columns that <see cref="Read"/> takes, up to the condition.</summary>
    public static readonly string Select = $"""
        SELECT events.position, events.seconds, events.nanoseconds, events.id, clients.name, metrics.name,
          events.amount, rules.fingerprint, events.received_seconds, events.received_nanoseconds,
          ifnull(repeats.occurrences, 1), events.client_key, events.fields, events.identity, events.raw,
          events.currency, {LastSeconds}, {LastNanoseconds}, events.append_run, events.append_sequence,
          ifnull(repeats.spellings, 0), ifnull(repeats.other_spellings, 0), envelopes.sha256, envelopes.json,
          events.path, events.record, contexts.json, events.masked,
          {EventTables.Clients.IsWholeOrAbsent}, {EventTables.Metrics.IsWholeOrAbsent},
          {EventTables.Rules.IsWholeOrAbsent}, {EventTables.Contexts.IsWholeOrAbsent},
          {StoredEnvelopes.Stored.IsWholeOrAbsent},
          {EventTables.Repeats.IsWholeOrAbsent}
        FROM events LEFT JOIN repeats USING(position) LEFT JOIN clients USING(client)
          LEFT JOIN metrics USING(metric) LEFT JOIN rules USING(rules) LEFT JOIN envelopes USING(envelope)
          LEFT JOIN contexts USING(context)
        """;

    /// <summary>The same up to a condition; what is damaged is an error before the condition is looked at.</summary>
    public static readonly string SelectWhere = $"{Select} WHERE {EventTables.Events.IsWhole} AND ";

    /// <summary>Reads the event of a row.</summary>
    /// <exception cref="StoreCorruptedException">The event no longer matches its id.</exception>
    public static StoredEvent Read(SqliteDatabase database, SqliteStatement row)
    {
        try
        {
            return ReadUnchecked(row);
        }
        catch (Exception error)
            when (error is ArgumentException or FormatException or OverflowException or StoreCorruptedException)
        {
            throw new StoreCorruptedException(
                FormattableString.Invariant($"{database.Path}: the event at position {row.ReadNumber(0)} ")
                + "is no longer what was stored. Restore the file from a backup.",
                error);
        }
    }

    private static StoredEvent ReadUnchecked(SqliteStatement row) => new()
    {
        Position = new EventPosition(0, row.ReadNumber(0), 0),
        Occurrences = row.ReadNumber(10),
        LastReceivedAt = InstantColumns.ToInstant(row.ReadNumber(16), row.ReadNumber(17)),
        FirstAppend = new AppendId(unchecked((ulong)row.ReadNumber(18)), unchecked((ulong)row.ReadNumber(19))),
        SpellingCount = checked((int)row.ReadNumber(20)),
        OtherSpellingCount = row.ReadNumber(21),

        // The constructor throws if the id is not the hash of the identity, or the identity does not match the record.
        Event = IdentifiedEvent.Create(
            ReadRecord(row),
            ReadRaw(row),
            RulesFingerprint.Parse(row.ReadText(7)),
            new EventIdentity
            {
                Id = RecordId.FromBytes(row.ReadBytes(3)),
                Utf8 = row.IsNull(13) ? (ReadOnlyMemory<byte>?)null : row.ReadBytes(13).ToArray(),
                ClientKey = row.IsNull(11) ? null : row.ReadText(11),
            }),
    };

    private static RawEvent ReadRaw(SqliteStatement row) =>
        new(row.ReadBytes(14).ToArray(), InstantColumns.ToInstant(row.ReadNumber(8), row.ReadNumber(9)))
        {
            Part = StoredEnvelopes.Read(row, 22),
            Context = row.IsNull(26) ? EventContext.Empty : EventContext.FromJson(row.ReadBytes(26).ToArray()),
            IsMasked = !row.IsNull(27),
        };

    private static NormalizedEvent ReadRecord(SqliteStatement row) => new()
    {
        Timestamp = InstantColumns.ToInstant(row.ReadNumber(1), row.ReadNumber(2)),
        ClientId = row.ReadText(4),
        Metric = row.ReadText(5),
        Amount = AmountColumn.Read(row.ReadBytes(6)),
        Currency = row.IsNull(15) ? null : row.ReadText(15),
        Fields = row.IsNull(12) ? [] : FieldsText.Read(row.ReadBytes(12)),
    };
}
