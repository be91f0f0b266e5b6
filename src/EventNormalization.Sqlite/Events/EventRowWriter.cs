using System;
using EventNormalization.Identity;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Writes events, and finds stored ones with the same id or key.</summary>
internal sealed class EventRowWriter(SqliteDatabase database, long rules)
{
    // Most events have no further field: a statement without the other columns is bound faster.
    private readonly SqliteStatement _insertPlain = database.Prepare(
        """
        INSERT INTO events(
          seconds, nanoseconds, id, client, metric, amount, rules, received_seconds, received_nanoseconds, occurrences,
          raw, currency, last_seconds, last_nanoseconds, append_run, append_sequence)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        ON CONFLICT(seconds, nanoseconds, id) DO NOTHING
        """);

    private readonly SqliteStatement _insertRich = database.Prepare(
        """
        INSERT INTO events(
          seconds, nanoseconds, id, client, metric, amount, rules, received_seconds, received_nanoseconds, occurrences,
          raw, currency, last_seconds, last_nanoseconds, append_run, append_sequence, client_key, fields, identity,
          envelope, path, record, context)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
        ON CONFLICT(seconds, nanoseconds, id) DO NOTHING
        """);

    private readonly SqliteStatement _count = database.Prepare(
        """
        UPDATE events SET occurrences = occurrences + ?4,
          last_seconds = CASE WHEN (?5, ?6) > (last_seconds, last_nanoseconds) THEN ?5 ELSE last_seconds END,
          last_nanoseconds = CASE WHEN (?5, ?6) > (last_seconds, last_nanoseconds) THEN ?6 ELSE last_nanoseconds END
        WHERE seconds = ?1 AND nanoseconds = ?2 AND id = ?3
        RETURNING position, id, occurrences, received_seconds, received_nanoseconds
        """);

    private readonly SqliteStatement _selectHolder = database.Prepare(
        """
        SELECT position, id, occurrences, received_seconds, received_nanoseconds
        FROM client_keys JOIN events USING(position) WHERE client_keys.client = ?1 AND client_keys.client_key = ?2
        """);

    private readonly StoredEnvelopes _envelopes = new(database);

    private readonly InternedTexts _contexts = new(
        database, "SELECT context FROM contexts WHERE json = ?1", "INSERT INTO contexts(json) VALUES(?1)");

    private readonly SqliteStatement _insertKey = database.Prepare(
        "INSERT INTO client_keys(client, client_key, position) VALUES(?1, ?2, ?3)");

    /// <summary>Clears what was cached in a transaction that was rolled back.</summary>
    public void Clear()
    {
        _envelopes.Clear();
        _contexts.Clear();
    }

    /// <summary>The event that has a client's key; null if none has it.</summary>
    public StoredRow? FindHolder(long client, string key) => Read(_selectHolder.Bind(1, client).Bind(2, key));

    /// <summary>Stores an event and its key; null if an event with its id is stored already.</summary>
    public long? TryInsert(IdentifiedEvent item, RowNumbers numbers)
    {
        var insert = PrepareInsert(item);
        BindKey(insert, item);
        AmountColumn.Bind(insert, 6, item.Record.Amount);
        insert.Bind(4, numbers.Client).Bind(5, numbers.Metric).Bind(7, rules)
            .Bind(8, InstantColumns.SecondsOf(item.ReceivedAt)).Bind(9, InstantColumns.NanosecondsOf(item.ReceivedAt))
            .Bind(10, numbers.Occurrences).Bind(11, item.Raw.Span).Bind(12, item.Record.Currency);
        BindInstant(insert, 13, numbers.LastReceivedAt)
            .Bind(15, unchecked((long)numbers.Append.Run)).Bind(16, unchecked((long)numbers.Append.Sequence)).Execute();
        if (database.ChangeCount == 0)
        {
            return null;
        }

        var position = database.LastInsertedRow;
        if (item.ClientKey is { } key)
        {
            _insertKey.Bind(1, numbers.Client).Bind(2, key).Bind(3, position).Execute();
        }

        return position;
    }

    /// <summary>Counts deliveries of an event that is stored.</summary>
    public StoredRow AddOccurrences(IdentifiedEvent item, long count, Instant lastReceivedAt)
    {
        BindKey(_count, item);
        return Read(BindInstant(_count.Bind(4, count), 5, lastReceivedAt)) ?? throw new StoreCorruptedException(
            $"{database.Path}: the key of event {item.Id} is taken, and the event is not there.");
    }

    private static void BindKey(SqliteStatement statement, IdentifiedEvent item)
    {
        Span<byte> id = stackalloc byte[RecordId.ByteCount];
        item.Id.CopyTo(id);
        var timestamp = item.Record.Timestamp;
        statement.Bind(1, InstantColumns.SecondsOf(timestamp)).Bind(2, InstantColumns.NanosecondsOf(timestamp))
            .Bind(3, id);
    }

    private static SqliteStatement BindInstant(SqliteStatement statement, int parameter, Instant value) => statement
        .Bind(parameter, InstantColumns.SecondsOf(value)).Bind(parameter + 1, InstantColumns.NanosecondsOf(value));

    /// <summary>
    /// The insert statement for an event; what the event has besides the five fields is already bound.
    /// </summary>
    private SqliteStatement PrepareInsert(IdentifiedEvent item)
    {
        var isAlone = item.Part is null && item.Context.IsEmpty;
        if (item.IdentityIsRecord && isAlone && item.ClientKey is null && item.Record.Fields.IsEmpty)
        {
            return _insertPlain;
        }

        BindContext(item);
        _insertRich.Bind(17, item.ClientKey).Bind(18, FieldsText.Write(item.Record.Fields));
        return item.IdentityIsRecord ? _insertRich.BindNull(19) : _insertRich.Bind(19, item.IdentityUtf8.Span);
    }

    private void BindContext(IdentifiedEvent item)
    {
        if (item.Part is { } part)
        {
            _insertRich.Bind(20, _envelopes.NumberOf(part)).Bind(21, part.Path).Bind(22, part.RecordNumber);
        }
        else
        {
            _insertRich.BindNull(20).BindNull(21).BindNull(22);
        }

        if (item.Context.IsEmpty)
        {
            _insertRich.BindNull(23);
        }
        else
        {
            _insertRich.Bind(23, _contexts.NumberOf(item.Context.ToString()));
        }
    }

    private static StoredRow? Read(SqliteStatement statement)
    {
        StoredRow? row = null;
        while (statement.Step())
        {
            row = new StoredRow(
                statement.ReadNumber(0),
                RecordId.FromBytes(statement.ReadBytes(1)),
                statement.ReadNumber(2),
                InstantColumns.ToInstant(statement.ReadNumber(3), statement.ReadNumber(4)));
        }

        return row;
    }
}
