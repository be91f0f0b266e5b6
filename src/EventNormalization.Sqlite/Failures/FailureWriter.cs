using System.Linq;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Writes single deliveries of failed events, within a transaction of its caller.</summary>
internal sealed class FailureWriter(SqliteDatabase database)
{
    private const string Select = "SELECT position, state, occurrences, client FROM failures WHERE raw_hash = ?1";

    private const string Insert = """
        INSERT INTO failures(
          raw_hash, state, reasons, occurrences, first_seconds, first_nanoseconds, last_seconds, last_nanoseconds, id,
          stored_id, source, line, client, raw, envelope, path, record, context)
        VALUES(?1, ?2, ?3, 1, ?4, ?5, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """;

    private const string Update = """
        UPDATE failures SET state = ?2, reasons = ?3, occurrences = occurrences + 1, last_seconds = ?4,
          last_nanoseconds = ?5, id = ?6, stored_id = ?7
        WHERE raw_hash = ?1
        """;

    // What was received is counted by itself, so that it can be checked against the three others.
    private const string Count = """
        INSERT INTO clients VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO UPDATE SET
          received = received + excluded.received, rejected = rejected + excluded.rejected,
          pending = pending + excluded.pending, conflicts = conflicts + excluded.conflicts
        """;

    private readonly KeptEnvelopes _envelopes = new(database);

    /// <summary>Forgets what a transaction knew that was taken back.</summary>
    public void Clear() => _envelopes.Clear();

    /// <summary>Keeps a delivery: as a new entry, or in the entry of the same bytes.</summary>
    public void Write(FailedDelivery delivery)
    {
        var hash = delivery.ComputeKey();
        if (Find(hash) is { } entry)
        {
            BindDelivery(database.Prepare(Update), hash, delivery).Execute();

            // The deliveries so far go over to the new state with the entry.
            AddCount(entry.ClientId, 0, entry.State, -entry.Occurrences);
            AddCount(entry.ClientId, 1, delivery.State, entry.Occurrences + 1);
        }
        else
        {
            BindSurroundings(BindDelivery(database.Prepare(Insert), hash, delivery), delivery)
                .Bind(8, delivery.Location.Source).Bind(9, delivery.Location.LineNumber)
                .Bind(10, delivery.ClientId).Bind(11, delivery.Raw.Span).Execute();
            AddCount(delivery.ClientId, 1, delivery.State, 1);
        }
    }

    private Entry? Find(EventId hash)
    {
        var select = database.Prepare(Select);
        Entry? entry = select.Bind(1, hash.ToByteArray()).Step()
            ? new Entry(
                (FailedEventState)select.ReadNumber(1),
                select.ReadNumber(2),
                select.IsNull(3) ? null : select.ReadText(3))
            : null;
        select.Reset();
        return entry;
    }

    private static SqliteStatement BindDelivery(SqliteStatement statement, EventId hash, FailedDelivery delivery)
    {
        ReasonRow[] reasons = [.. delivery.Reasons.Select(ReasonRow.Of)];
        statement.Bind(1, hash.ToByteArray()).Bind(2, (long)delivery.State)
            .Bind(3, JsonSerializer.Serialize(reasons, StoredJson.Default.ReasonRowArray))
            .Bind(4, InstantColumns.SecondsOf(delivery.ReceivedAt))
            .Bind(5, InstantColumns.NanosecondsOf(delivery.ReceivedAt));
        BindId(statement, 6, delivery.Id);
        BindId(statement, 7, delivery.StoredId);
        return statement;
    }

    private SqliteStatement BindSurroundings(SqliteStatement statement, FailedDelivery delivery)
    {
        statement.Bind(15, delivery.Context.IsEmpty ? null : delivery.Context.ToString());
        return delivery.Part is { } part
            ? statement.Bind(12, _envelopes.NumberOf(part)).Bind(13, part.Path).Bind(14, part.RecordNumber)
            : statement.BindNull(12).BindNull(13).BindNull(14);
    }

    private static void BindId(SqliteStatement statement, int parameter, EventId? id)
    {
        if (id is { } value)
        {
            statement.Bind(parameter, value.ToByteArray());
        }
        else
        {
            statement.BindNull(parameter);
        }
    }

    private void AddCount(string? clientId, long received, FailedEventState state, long count) =>
        database.Prepare(Count).Bind(1, clientId ?? FailedStatistics.UnknownClient).Bind(2, received)
            .Bind(3, state == FailedEventState.Rejected ? count : 0)
            .Bind(4, state == FailedEventState.Pending ? count : 0)
            .Bind(5, state == FailedEventState.Conflict ? count : 0)
            .Execute();

    private readonly record struct Entry(FailedEventState State, long Occurrences, string? ClientId);
}
