using System;
using System.Buffers;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Writes single events, and finds what they meet.</summary>
internal sealed class EventRowWriter(SqliteDatabase database, long rules)
{
    private readonly ArrayBufferWriter<byte> _record = new();

    // Most events have no further field: a statement without the other columns is bound faster.
    private readonly SqliteStatement _insertPlain = database.Prepare(
        """
        INSERT INTO events(
          seconds, nanoseconds, id, client, metric, amount, rules, received_seconds, received_nanoseconds, occurrences,
          raw, currency)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT(seconds, nanoseconds, id) DO NOTHING
        """);

    private readonly SqliteStatement _insertRich = database.Prepare(
        """
        INSERT INTO events(
          seconds, nanoseconds, id, client, metric, amount, rules, received_seconds, received_nanoseconds, occurrences,
          raw, currency, client_key, fields, identity, envelope, path, record, context)
        VALUES(
          ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        ON CONFLICT(seconds, nanoseconds, id) DO NOTHING
        """);

    private readonly SqliteStatement _count = database.Prepare(
        """
        UPDATE events SET occurrences = occurrences + ?4 WHERE seconds = ?1 AND nanoseconds = ?2 AND id = ?3
        RETURNING position, id, occurrences, received_seconds, received_nanoseconds
        """);

    private readonly SqliteStatement _selectHolder = database.Prepare(
        """
        SELECT position, id, occurrences, received_seconds, received_nanoseconds
        FROM client_keys JOIN events USING(position) WHERE client_keys.client = ?1 AND client_keys.client_key = ?2
        """);

    private readonly KeptEnvelopes _envelopes = new(database);

    private readonly InternedTexts _contexts = new(
        database, "SELECT context FROM contexts WHERE json = ?1", "INSERT INTO contexts(json) VALUES(?1)");

    private readonly SqliteStatement _insertKey = database.Prepare("INSERT INTO client_keys VALUES(?1, ?2, ?3)");

    /// <summary>Forgets what a transaction knew that was taken back.</summary>
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
        AmountText.Bind(insert, 6, item.Record.Amount);
        insert.Bind(4, numbers.Client).Bind(5, numbers.Metric).Bind(7, rules)
            .Bind(8, InstantColumns.SecondsOf(item.ReceivedAt)).Bind(9, InstantColumns.NanosecondsOf(item.ReceivedAt))
            .Bind(10, numbers.Occurrences).Bind(11, item.Raw.Span).Bind(12, item.Record.Currency).Execute();
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
    public StoredRow AddOccurrences(IdentifiedEvent item, long count)
    {
        BindKey(_count, item);
        return Read(_count.Bind(4, count)) ?? throw new StoreCorruptedException(
            $"{database.Path}: the key of event {item.Id} is taken, and the event is not there.");
    }

    private static void BindKey(SqliteStatement statement, IdentifiedEvent item)
    {
        Span<byte> id = stackalloc byte[EventId.ByteCount];
        item.Id.CopyTo(id);
        var timestamp = item.Record.Timestamp;
        statement.Bind(1, InstantColumns.SecondsOf(timestamp)).Bind(2, InstantColumns.NanosecondsOf(timestamp))
            .Bind(3, id);
    }

    /// <summary>The statement for an event, with what the event has beside the five fields bound already.</summary>
    private SqliteStatement PrepareInsert(IdentifiedEvent item)
    {
        _record.ResetWrittenCount();
        RecordJson.Write(item.Record, _record);

        // The identity text mostly is the canonical JSON of the record, and then it need not be kept.
        var isOfRecord = _record.WrittenSpan.SequenceEqual(item.IdentityUtf8.Span);
        var isAlone = item.Part is null && item.Context.IsEmpty;
        if (isOfRecord && isAlone && item.ClientKey is null && item.Record.Fields.IsEmpty)
        {
            return _insertPlain;
        }

        BindSurroundings(item);
        _insertRich.Bind(13, item.ClientKey).Bind(14, FieldsText.Write(item.Record.Fields));
        return isOfRecord ? _insertRich.BindNull(15) : _insertRich.Bind(15, item.IdentityUtf8.Span);
    }

    private void BindSurroundings(IdentifiedEvent item)
    {
        if (item.Part is { } part)
        {
            _insertRich.Bind(16, _envelopes.NumberOf(part)).Bind(17, part.Path).Bind(18, part.RecordNumber);
        }
        else
        {
            _insertRich.BindNull(16).BindNull(17).BindNull(18);
        }

        if (item.Context.IsEmpty)
        {
            _insertRich.BindNull(19);
        }
        else
        {
            _insertRich.Bind(19, _contexts.NumberOf(item.Context.ToString()));
        }
    }

    private static StoredRow? Read(SqliteStatement statement)
    {
        StoredRow? row = null;
        while (statement.Step())
        {
            row = new StoredRow(
                statement.ReadNumber(0),
                EventId.FromBytes(statement.ReadBytes(1)),
                statement.ReadNumber(2),
                InstantColumns.ToInstant(statement.ReadNumber(3), statement.ReadNumber(4)));
        }

        return row;
    }
}
