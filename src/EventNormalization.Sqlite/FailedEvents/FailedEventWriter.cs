using System;
using System.Linq;
using System.Text.Json;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Writes transitions of failed events, within the caller's transaction.</summary>
internal sealed class FailedEventWriter(SqliteDatabase database)
{
    private const string Select =
        "SELECT number, client, " + FailedProgressColumns.Names + " FROM failures WHERE key = ?1";

    // The entry is inserted empty and then updated like any other, so that transitions are written in one way only.
    private const string Insert = """
        INSERT INTO failures(
          key, state, generation, pending, retrying, parked, rejected, conflicts, discarded, settled, already_counted,
          uncertain, attempts, is_edited, is_archived, reasons, first_seen, last_seen, source, line, client, raw,
          envelope, path, record, context)
        VALUES(?1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]', ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    private const string Update =
        "UPDATE failures SET " + FailedProgressColumns.Assignments + " WHERE number = ?1";

    private const string UpdateFindings = """
        UPDATE failures SET reasons = coalesce(?2, reasons),
          id = CASE WHEN ?5 THEN ?3 ELSE coalesce(?3, id) END,
          stored_id = CASE WHEN ?5 THEN ?4 ELSE coalesce(?4, stored_id) END
        WHERE number = ?1
        """;

    // Received is counted independently, so that it can be checked against the states.
    private const string Count = """
        INSERT INTO clients VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL) ON CONFLICT(name) DO UPDATE SET
          received = received + excluded.received, pending = pending + excluded.pending,
          retrying = retrying + excluded.retrying, parked = parked + excluded.parked,
          rejected = rejected + excluded.rejected, conflicts = conflicts + excluded.conflicts,
          discarded = discarded + excluded.discarded, settled = settled + excluded.settled,
          already_counted = already_counted + excluded.already_counted, uncertain = uncertain + excluded.uncertain
        """;

    // SQLite tells lengths from the heads of the values, without reading them.
    private const string SelectByteCount = """
        SELECT length(raw) + iif(is_edited, length(edited), 0) + coalesce(length(json), 0)
        FROM failures LEFT JOIN envelopes USING(envelope) WHERE key = ?1
        """;

    private readonly StoredEnvelopes _envelopes = new(database);

    /// <summary>Clears what was cached in a transaction that was rolled back.</summary>
    public void Clear() => _envelopes.Clear();

    /// <summary>Records a delivery: as a new entry, or in the entry with the same key.</summary>
    public void Record(FailedDelivery delivery)
    {
        var key = delivery.ComputeKey();
        FailedEventRow row;
        if (Find(key) is { } known)
        {
            row = known;
            InstantBytes.Bind(
                database.Prepare("UPDATE failures SET last_seen = ?2 WHERE number = ?1").Bind(1, row.Number),
                2,
                delivery.ReceivedAt).Execute();
            Write(row, FailedTransitions.Record(row.Progress, delivery), 1);
        }
        else
        {
            row = Add(key, delivery);
            Write(row, FailedTransitions.Begin(delivery), 1);
        }

        if (delivery.Uncertain is { } append)
        {
            AddUncertain(row.Number, append);
        }
    }

    /// <summary>Applies a transition to an entry, if there is any; reports if there is no such entry.</summary>
    public QueueOutcome Change(ContentHash key, Func<FailedProgress, FailedTransition?> rule)
    {
        if (Find(key) is not { } row)
        {
            return QueueOutcome.NotFound;
        }

        if (rule(row.Progress) is not { } transition)
        {
            return QueueOutcome.NotInState;
        }

        if (transition.Answer == QueueOutcome.Done)
        {
            Write(row, transition, 0);
        }

        return transition.Answer;
    }

    /// <summary>See <see cref="FailedEvent.ByteCount"/>; 0 if there is no such entry.</summary>
    public long ByteCountOf(ContentHash key)
    {
        var select = database.Prepare(SelectByteCount).Bind(1, key.ToByteArray());
        var count = select.Step() ? select.ReadNumber(0) : 0;
        select.Reset();
        return count;
    }

    /// <summary>Removes an uncertain append; false if the entry does not have it.</summary>
    public bool RemoveUncertain(ContentHash key, UncertainAppend append)
    {
        database.Prepare("""
            DELETE FROM uncertain WHERE number = (
              SELECT number FROM uncertain WHERE run = ?2 AND sequence = ?3 AND ordinal = ?4 AND part IS ?5
                AND failure = (SELECT number FROM failures WHERE key = ?1) LIMIT 1)
            """)
            .Bind(1, key.ToByteArray()).Bind(2, unchecked((long)append.Id.Run))
            .Bind(3, unchecked((long)append.Id.Sequence)).Bind(4, append.Ordinal).BindOptional(5, append.Part)
            .Execute();
        return database.ChangeCount > 0;
    }

    /// <summary>Stores the edited bytes of an entry.</summary>
    public void WriteEdit(ContentHash key, ReadOnlySpan<byte> content) =>
        database.Prepare("UPDATE failures SET edited = ?2, edited_hash = ?3 WHERE key = ?1")
            .Bind(1, key.ToByteArray()).Bind(2, content).Bind(3, ContentHash.Of(content).ToByteArray()).Execute();

    private FailedEventRow? Find(ContentHash key)
    {
        var select = database.Prepare(Select);
        FailedEventRow? row = select.Bind(1, key.ToByteArray()).Step()
            ? new FailedEventRow(
                select.ReadNumber(0),
                select.IsNull(1) ? null : select.ReadText(1),
                FailedProgressColumns.Read(select, 2))
            : null;
        select.Reset();
        return row;
    }

    private FailedEventRow Add(ContentHash key, FailedDelivery delivery)
    {
        var insert = database.Prepare(Insert).Bind(1, key.ToByteArray()).Bind(3, delivery.Location.Source)
            .Bind(4, delivery.Location.LineNumber).Bind(5, delivery.ClientId).Bind(6, delivery.Raw.Span);
        BindContext(insert, delivery);
        InstantBytes.Bind(insert, 2, delivery.ReceivedAt).Execute();
        return new FailedEventRow(
            database.LastInsertedRow,
            delivery.ClientId,
            new FailedProgress { State = delivery.State, Counts = default });
    }

    private void BindContext(SqliteStatement insert, FailedDelivery delivery)
    {
        insert.Bind(10, delivery.Context.IsEmpty ? null : delivery.Context.ToString());
        _ = delivery.Part is { } part
            ? insert.Bind(7, _envelopes.NumberOf(part)).Bind(8, part.Path).Bind(9, part.RecordNumber)
            : insert.BindNull(7).BindNull(8).BindNull(9);
    }

    private void Write(FailedEventRow row, FailedTransition transition, long received)
    {
        FailedProgressColumns.Bind(database.Prepare(Update).Bind(1, row.Number), transition.Progress).Execute();
        if (transition.Findings is { } findings)
        {
            Write(row.Number, findings);
        }

        if (transition.Action is { } action)
        {
            var insert = database.Prepare("INSERT INTO acts(failure, kind, who, at, note) VALUES(?1, ?2, ?3, ?4, ?5)")
                .Bind(1, row.Number).Bind(2, (long)action.Kind).Bind(3, action.By).Bind(5, action.Note);
            InstantBytes.Bind(insert, 4, action.At).Execute();
        }

        var difference = transition.Progress.Counts - row.Progress.Counts;
        FailedProgressColumns.BindCounts(
            database.Prepare(Count).Bind(1, row.ClientId ?? FailedStatistics.UnknownClient).Bind(2, received),
            3,
            difference).Execute();
    }

    private void Write(long number, FailedFindings findings)
    {
        ReasonRow[]? reasons = findings.Reasons is null ? null : [.. findings.Reasons.Select(ReasonRow.Of)];
        database.Prepare(UpdateFindings).Bind(1, number)
            .Bind(2, reasons is null ? null : JsonSerializer.Serialize(reasons, StoredJson.Default.ReasonRowArray))
            .BindOptional(3, findings.Id).BindOptional(4, findings.StoredId).Bind(5, findings.ReplacesIds ? 1 : 0)
            .Execute();
        if (reasons is null)
        {
            return;
        }

        database.Prepare("DELETE FROM reasons WHERE failure = ?1").Bind(1, number).Execute();
        var insert = database.Prepare("INSERT OR IGNORE INTO reasons(code, failure, field) VALUES(?1, ?2, ?3)");
        foreach (var reason in reasons)
        {
            insert.Bind(1, reason.Code).Bind(2, number).Bind(3, reason.Field).Execute();
        }
    }

    private void AddUncertain(long number, UncertainAppend append) =>
        database.Prepare("INSERT INTO uncertain(failure, run, sequence, ordinal, part) VALUES(?1, ?2, ?3, ?4, ?5)")
            .Bind(1, number).Bind(2, unchecked((long)append.Id.Run)).Bind(3, unchecked((long)append.Id.Sequence))
            .Bind(4, append.Ordinal).BindOptional(5, append.Part).Execute();
}
