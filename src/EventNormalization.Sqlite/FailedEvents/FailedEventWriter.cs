using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Writes transitions of failed events, within the caller's transaction.</summary>
internal sealed class FailedEventWriter(SqliteDatabase database)
{
    private static readonly string Select = "SELECT number, client, " + FailedProgressColumns.Names
        + $" FROM failures WHERE {FailedEventTables.Failures.IsWhole} AND key = ?1";

    // The entry is inserted empty and then updated like any other, so that transitions are written in one way only.
    private static readonly string Insert = FailedEventTables.Failures.InsertNext(
    [
        ("key", "?1"), ("state", "0"), ("generation", "1"), ("pending", "0"), ("retrying", "0"), ("parked", "0"),
        ("rejected", "0"), ("conflicts", "0"), ("discarded", "0"), ("settled", "0"), ("already_counted", "0"),
        ("uncertain", "0"), ("attempts", "0"), ("is_edited", "0"), ("is_archived", "0"), ("reasons", "'[]'"),
        ("first_seen", "?2"), ("last_seen", "?2"), ("source", "?3"), ("line", "?4"), ("client", "?5"), ("raw", "?6"),
        ("envelope", "?7"), ("path", "?8"), ("record", "?9"), ("context", "?10"),
        ("masked", "?11"),
    ]);

    private static readonly string Update = FailedEventTables.Failures.Update(
        "number = ?1", FailedProgressColumns.Assignments.AsSpan());

    private static readonly string UpdateSeen =
        FailedEventTables.Failures.Update("number = ?1", ("last_seen", "?2"));

    private static readonly string UpdateEdit =
        FailedEventTables.Failures.Update("key = ?1", ("edited", "?2"), ("edited_hash", "?3"));

    private static readonly string UpdateFindings = FailedEventTables.Failures.Update(
        "number = ?1",
        ("reasons", "coalesce(?2, reasons)"),
        ("id", "CASE WHEN ?5 THEN ?3 ELSE coalesce(?3, id) END"),
        ("stored_id", "CASE WHEN ?5 THEN ?4 ELSE coalesce(?4, stored_id) END"));

    private static readonly string SelectStored = "SELECT number, key FROM failures"
        + $" WHERE {FailedEventTables.Failures.IsWhole} AND settled + already_counted > 0 AND number > ?1"
        + " ORDER BY number LIMIT 1000";

    private static readonly string InsertReason =
        FailedEventTables.Reasons.Insert(("code", "?1"), ("failure", "?2"),
            ("field", "?3")) + " ON CONFLICT DO NOTHING";

    private static readonly string InsertAct = FailedEventTables.Acts.InsertNext(
        ("failure", "?1"), ("kind", "?2"), ("who", "?3"), ("at", "?4"), ("note", "?5"));

    private static readonly string InsertUncertain = FailedEventTables.Uncertain.InsertNext(
        ("failure", "?1"), ("run", "?2"), ("sequence", "?3"), ("ordinal", "?4"), ("part", "?5"));

    // Received is counted independently, so that it can be checked against the states.
    private static readonly string Count = MakeCount();

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
                database.Prepare(UpdateSeen).Bind(1, row.Number),
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

    /// <summary>The progress of an entry; null if there is none with the key.</summary>
    public FailedProgress? ProgressOf(ContentHash key) => Find(key)?.Progress;

    /// <summary>Makes pending again what an event store had that is lost.</summary>
    public void TakeBackAll()
    {
        // The keys are read page by page: a step changes rows that the same statement would meet again.
        var select = database.Prepare(SelectStored);
        for (var last = 0L; ;)
        {
            var page = new List<ContentHash>();
            select.Bind(1, last);
            while (select.Step())
            {
                last = select.ReadNumber(0);
                page.Add(ContentHash.FromBytes(select.ReadBytes(1)));
            }

            if (page.Count == 0)
            {
                return;
            }

            foreach (var key in page)
            {
                Change(key, FailedTransitions.TakeBack);
            }
        }
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
        database.Prepare($"""
            DELETE FROM uncertain WHERE number = (
              SELECT number FROM uncertain
              WHERE {FailedEventTables.Uncertain.IsWhole} AND run = ?2 AND sequence = ?3 AND ordinal = ?4 AND part IS ?5
                AND failure = (SELECT number FROM failures WHERE key = ?1) LIMIT 1)
            """)
            .Bind(1, key.ToByteArray()).Bind(2, unchecked((long)append.Id.Run))
            .Bind(3, unchecked((long)append.Id.Sequence)).Bind(4, append.Ordinal).BindOptional(5, append.Part)
            .Execute();
        return database.ChangeCount > 0;
    }

    /// <summary>Stores the edited bytes of an entry.</summary>
    public void WriteEdit(ContentHash key, ReadOnlySpan<byte> content) =>
        database.Prepare(UpdateEdit)
            .Bind(1, key.ToByteArray()).Bind(2, content).Bind(3, ContentHash.Of(content).ToByteArray()).Execute();

    private static string MakeCount()
    {
        var table = FailedEventTables.Clients;
        var inserted = table.Columns.Select((column, i) => (column, FormattableString.Invariant($"?{i + 1}")));
        var added = table.Columns.Skip(1).Select(column => (column, $"clients.{column} + excluded.{column}"));
        return $"{table.Insert([.. inserted])} ON CONFLICT(name) DO UPDATE SET {table.Assign([.. added])}"
            + $" WHERE {table.IsWhole}";
    }

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
        _ = delivery.OriginalKey is null ? insert.BindNull(11) : insert.Bind(11, 1);
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
            var insert = database.Prepare(InsertAct)
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
        var insert = database.Prepare(InsertReason);
        foreach (var reason in reasons)
        {
            insert.Bind(1, reason.Code).Bind(2, number).Bind(3, reason.Field).Execute();
        }
    }

    private void AddUncertain(long number, UncertainAppend append) =>
        database.Prepare(InsertUncertain)
            .Bind(1, number).Bind(2, unchecked((long)append.Id.Run)).Bind(3, unchecked((long)append.Id.Sequence))
            .Bind(4, append.Ordinal).BindOptional(5, append.Part).Execute();
}
