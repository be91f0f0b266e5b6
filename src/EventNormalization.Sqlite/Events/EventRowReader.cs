using System;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads stored events, and holds each one to its id.</summary>
internal static class EventRowReader
{
    /// <summary>The columns that <see cref="Read"/> takes, up to the condition.</summary>
    public const string Select = """
        SELECT events.position, events.seconds, events.nanoseconds, events.id, clients.name, metrics.name,
          events.amount, rules.fingerprint, events.received_seconds, events.received_nanoseconds, events.occurrences,
          events.client_key, events.fields, events.identity, events.raw, events.currency,
          envelopes.sha256, envelopes.json, events.path, events.record, contexts.json
        FROM events LEFT JOIN clients USING(client) LEFT JOIN metrics USING(metric) LEFT JOIN rules USING(rules)
          LEFT JOIN envelopes USING(envelope) LEFT JOIN contexts USING(context)
        """;

    /// <summary>Reads the event of a row.</summary>
    /// <exception cref="StoreCorruptedException">The event no longer matches its id.</exception>
    public static StoredEvent Read(SqliteDatabase database, SqliteStatement row)
    {
        StoredEvent stored;
        try
        {
            stored = ReadUnchecked(row);
        }
        catch (Exception error)
            when (error is ArgumentException or FormatException or OverflowException or StoreCorruptedException)
        {
            throw Damaged(database, row, error);
        }

        return IsIntact(stored.Event, isPlain: row.IsNull(13)) ? stored : throw Damaged(database, row, null);
    }

    private static StoredEvent ReadUnchecked(SqliteStatement row)
    {
        var record = new NormalizedEvent
        {
            Timestamp = InstantColumns.ToInstant(row.ReadNumber(1), row.ReadNumber(2)),
            ClientId = row.ReadText(4),
            Metric = row.ReadText(5),
            Amount = AmountText.Read(row.ReadBytes(6)),
            Currency = row.IsNull(15) ? null : row.ReadText(15),
            Fields = row.IsNull(12) ? [] : FieldsText.Read(row.ReadBytes(12)),
        };
        return new StoredEvent
        {
            Position = new EventPosition(row.ReadNumber(0)),
            Occurrences = row.ReadNumber(10),
            Event = new IdentifiedEvent
            {
                Id = EventId.FromBytes(row.ReadBytes(3)),
                Record = record,
                IdentityUtf8 = row.IsNull(13) ? RecordJson.Write(record) : row.ReadBytes(13).ToArray(),
                Raw = row.ReadBytes(14).ToArray(),
                Part = KeptEnvelopes.Read(row, 16),
                Context = row.IsNull(20) ? EventContext.Empty : EventContext.FromJson(row.ReadBytes(20).ToArray()),
                ReceivedAt = InstantColumns.ToInstant(row.ReadNumber(8), row.ReadNumber(9)),
                ClientKey = row.IsNull(11) ? null : row.ReadText(11),
                RulesFingerprint = row.ReadText(7),
            },
        };
    }

    /// <summary>Whether the id is the hash of the identity text, and that text says what the record says.</summary>
    private static bool IsIntact(IdentifiedEvent item, bool isPlain) =>
        item.IsIntact() && (isPlain || Agrees(item.IdentityUtf8, RecordJson.Write(item.Record)));

    private static bool Agrees(ReadOnlyMemory<byte> identity, ReadOnlyMemory<byte> record)
    {
        using var identityJson = JsonDocument.Parse(identity);
        using var recordJson = JsonDocument.Parse(record);
        foreach (var member in identityJson.RootElement.EnumerateObject())
        {
            if (!recordJson.RootElement.TryGetProperty(member.Name, out var value)
                || value.GetRawText() != member.Value.GetRawText())
            {
                return false;
            }
        }

        return true;
    }

    private static StoreCorruptedException Damaged(SqliteDatabase database, SqliteStatement row, Exception? error) =>
        new(
            FormattableString.Invariant($"{database.Path}: the event at position {row.ReadNumber(0)} ")
            + "is no longer what was stored. Restore the file from a backup.",
            error);
}
