using System;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Writes events, and finds stored ones with the same id or key.</summary>
internal sealed class EventRowWriter(SqliteDatabase database, long rules)
{
    private const string SelectStored = """
        SELECT events.position, events.id, events.received_seconds, events.received_nanoseconds, events.raw,
          repeats.occurrences, repeats.last_seconds, repeats.last_nanoseconds, repeats.spellings,
          repeats.other_spellings
        """;

    private const string OrNothing = " ON CONFLICT(seconds, nanoseconds, id) DO NOTHING";

    // The number is bound: a statement that reads the table to write it goes through a table of its own.
    private const int PositionParameter = 21;

    private static readonly (string Column, string Value)[] Plain =
    [
        ("position", "?21"), ("seconds", "?1"), ("nanoseconds", "?2"), ("id", "?3"), ("client", "?4"), ("metric", "?5"),
        ("amount", "?6"),
        ("currency", "?7"), ("rules", "?8"), ("received_seconds", "?9"), ("received_nanoseconds", "?10"),
        ("append_run", "?11"), ("append_sequence", "?12"), ("raw", "?13"),
    ];

    private static readonly string InsertPlain = EventTables.Events.Insert(Plain) + OrNothing;

    private static readonly string InsertRich = EventTables.Events.Insert(
    [
        .. Plain, ("client_key", "?14"), ("fields", "?15"), ("identity", "?16"), ("envelope", "?17"), ("path", "?18"),
        ("record", "?19"), ("context", "?20"), ("masked", "?22"),
    ]) + OrNothing;

    private static readonly string InsertKey = EventTables.ClientKeys.Insert(
        ("client", "?1"), ("client_key", "?2"), ("position", "?3"));

    private static readonly string SelectByKey = $"""
        {SelectStored}, {EventTables.Repeats.IsWholeOrAbsent} FROM events LEFT JOIN repeats USING(position)
        WHERE {EventTables.Events.IsWhole} AND events.seconds IS ?1 AND events.nanoseconds IS ?2 AND events.id IS ?3
        """;

    private static readonly string SelectHolder = $"""
        {SelectStored}, {EventTables.Repeats.IsWholeOrAbsent}
        FROM client_keys JOIN events USING(position) LEFT JOIN repeats USING(position)
        WHERE {EventTables.ClientKeys.IsWhole} AND {EventTables.Events.IsWhole}
          AND client_keys.client IS ?1 AND client_keys.client_key IS ?2
        """;

    // Most events have no further field: a statement without the other columns is bound faster.
    private readonly SqliteStatement _insertPlain = database.Prepare(InsertPlain);
    private readonly SqliteStatement _insertRich = database.Prepare(InsertRich);
    private readonly SqliteStatement _selectByKey = database.Prepare(SelectByKey);
    private readonly SqliteStatement _selectHolder = database.Prepare(SelectHolder);
    private readonly StoredEnvelopes _envelopes = new(database);
    private readonly InternedTexts _contexts = new(database, EventSql.SelectContext, EventSql.InsertContext);
    private readonly SqliteStatement _insertKey = database.Prepare(InsertKey);

    private long _lastPosition;

    /// <summary>Begins an append, within a transaction in which nobody else stores events.</summary>
    public void Begin(AppendId append)
    {
        _lastPosition = database.ReadNumber("SELECT max(position) FROM events") ?? 0;

        // What all rows of an append have is bound once.
        foreach (var insert in new[] { _insertPlain, _insertRich })
        {
            insert.Bind(8, rules)
                .Bind(11, unchecked((long)append.Run)).Bind(12, unchecked((long)append.Sequence));
        }
    }

    /// <summary>Clears what was cached in a transaction that was rolled back.</summary>
    public void Clear()
    {
        _selectByKey.Reset();
        _selectHolder.Reset();
        _envelopes.Clear();
        _contexts.Clear();
    }

    /// <summary>The event that has a client's key; null if none has it.</summary>
    public StoredRow? FindHolder(long client, string key)
    {
        var isFound = _selectHolder.Bind(1, client).Bind(2, key).Step();
        StoredRow? holder = isFound ? ReadStored(_selectHolder) : null;
        _selectHolder.Reset();
        return holder;
    }

    /// <summary>Stores an event and its key; null if an event with its id is stored already.</summary>
    public long? TryInsert(IdentifiedEvent item, RowNumbers numbers)
    {
        var insert = PrepareInsert(item);
        BindKey(insert, item);
        AmountColumn.Bind(insert, 6, item.Record.Amount);
        insert.Bind(4, numbers.Client).Bind(5, numbers.Metric).Bind(7, item.Record.Currency)
            .Bind(9, InstantColumns.SecondsOf(item.ReceivedAt)).Bind(10, InstantColumns.NanosecondsOf(item.ReceivedAt))
            .Bind(13, item.Raw.Span).Bind(PositionParameter, _lastPosition + 1).Execute();
        if (database.ChangeCount == 0)
        {
            return null;
        }

        var position = ++_lastPosition;
        if (item.ClientKey is { } key)
        {
            _insertKey.Bind(1, numbers.Client).Bind(2, key).Bind(3, position).Execute();
        }

        return position;
    }

    /// <summary>Goes to the row of an event that is stored; <see cref="Leave"/> ends the visit.</summary>
    /// <param name="item">The event.</param>
    /// <param name="raw">Its bytes as they are stored; they stand until the end of the visit.</param>
    public StoredRow Visit(IdentifiedEvent item, out ReadOnlySpan<byte> raw)
    {
        BindKey(_selectByKey, item);
        if (!_selectByKey.Step())
        {
            throw new StoreCorruptedException(
                $"{database.Path}: the key of event {item.Id} is taken, and the event is not there.");
        }

        raw = _selectByKey.ReadBytes(4);
        return ReadStored(_selectByKey);
    }

    /// <summary>Ends a visit.</summary>
    public void Leave() => _selectByKey.Reset();

    private static void BindKey(SqliteStatement statement, IdentifiedEvent item)
    {
        Span<byte> id = stackalloc byte[RecordId.ByteCount];
        item.Id.CopyTo(id);
        var timestamp = item.Record.Timestamp;
        statement.Bind(1, InstantColumns.SecondsOf(timestamp)).Bind(2, InstantColumns.NanosecondsOf(timestamp))
            .Bind(3, id);
    }

    /// <summary>
    /// The insert statement for an event; what the event has besides the five fields is already bound.
    /// </summary>
    private SqliteStatement PrepareInsert(IdentifiedEvent item)
    {
        var isAlone = item.Part is null && item.Context.IsEmpty;
        if (item.IdentityIsRecord && isAlone && !item.IsMasked && item.ClientKey is null && item.Record.Fields.IsEmpty)
        {
            return _insertPlain;
        }

        BindContext(item);
        _ = item.IsMasked ? _insertRich.Bind(22, 1) : _insertRich.BindNull(22);
        _insertRich.Bind(14, item.ClientKey).Bind(15, FieldsText.Write(item.Record.Fields));
        return item.IdentityIsRecord ? _insertRich.BindNull(16) : _insertRich.Bind(16, item.IdentityUtf8.Span);
    }

    private void BindContext(IdentifiedEvent item)
    {
        if (item.Part is { } part)
        {
            _insertRich.Bind(17, _envelopes.NumberOf(part)).Bind(18, part.Path).Bind(19, part.RecordNumber);
        }
        else
        {
            _insertRich.BindNull(17).BindNull(18).BindNull(19);
        }

        if (item.Context.IsEmpty)
        {
            _insertRich.BindNull(20);
        }
        else
        {
            _insertRich.Bind(20, _contexts.NumberOf(item.Context.ToString()));
        }
    }

    private static StoredRow ReadStored(SqliteStatement row)
    {
        var firstReceivedAt = InstantColumns.ToInstant(row.ReadNumber(2), row.ReadNumber(3));
        var repeats = row.IsNull(5)
            ? new EventRepeats(1, firstReceivedAt)
            : new EventRepeats(
                row.ReadNumber(5),
                InstantColumns.ToInstant(row.ReadNumber(6), row.ReadNumber(7)),
                row.ReadNumber(8),
                row.ReadNumber(9));
        return new StoredRow(row.ReadNumber(0), RecordId.FromBytes(row.ReadBytes(1)), firstReceivedAt, repeats);
    }
}
