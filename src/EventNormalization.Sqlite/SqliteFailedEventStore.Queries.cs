using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <content>Reading entries, groups and statistics.</content>
public sealed partial class SqliteFailedEventStore
{
    internal static readonly string SelectByKey = FailedEventRowReader.Select + "key = ?1";

    private static readonly string SelectStatistics =
        "SELECT name, received, pending, retrying, parked, rejected, conflicts, discarded, settled, already_counted,"
        + $" uncertain FROM clients WHERE {FailedEventTables.Clients.IsWhole}";

    private static readonly string SelectSums = "SELECT '', "
        + string.Join(", ", FailedEventTables.Clients.Columns.Skip(1).Select(column => $"coalesce(sum({column}), 0)"))
        + " FROM clients";

    private static readonly string SelectUncertain = $"""
        SELECT run, sequence, ordinal, part FROM uncertain WHERE {FailedEventTables.Uncertain.IsWhole}
          AND failure = (SELECT number FROM failures WHERE key = ?1)
        """;

    private static readonly string SelectActs = $"""
        SELECT kind, who, at, note FROM acts WHERE {FailedEventTables.Acts.IsWhole}
          AND failure = (SELECT number FROM failures WHERE key = ?1) ORDER BY number
        """;

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(database => Find(database, key), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = new FailedEventPage(query);
        var left = query.Page.CountMax ?? long.MaxValue;
        var after = query.Page.After;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = await _readers.ReadAsync(database => page.Read(database, after, left), cancellationToken)
                .ConfigureAwait(false);
            foreach (var entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }

            left = entries.Count == 0 ? 0 : left - entries.Count;
            after = entries.Count == 0 ? after : page.TokenOf(entries[^1]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(where);
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<FailedGroup>>(
            database => ReadGroups(database, where), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = await _readers.ReadAsync(ReadStatistics, cancellationToken).ConfigureAwait(false);

        // SQLite would order by UTF-8, which differs from UTF-16 beyond the basic plane.
        all.Sort((left, right) => string.CompareOrdinal(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<UncertainAppend>>(database =>
        [
            .. ReadAll(
                database.Prepare(SelectUncertain).Bind(1, key.ToByteArray()),
                ReadUncertain).OrderBy(append => append.Id).ThenBy(append => append.Ordinal),
        ], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<FailedAction>>(database => ReadAll(
            database.Prepare(SelectActs).Bind(1, key.ToByteArray()),
            row => new FailedAction
            {
                Kind = (FailedActionKind)row.ReadNumber(0),
                By = row.ReadText(1),
                At = InstantBytes.Read(row, 2),
                Note = row.ReadText(3),
            }), cancellationToken);
    }

    /// <summary>Whether a client has failed events, archived ones too.</summary>
    internal bool HasEntriesOf(string clientId) => _readers.Read(database =>
    {
        var select = database.Prepare("SELECT 1 FROM failures WHERE client = ?1 LIMIT 1").Bind(1, clientId);
        var isFound = select.Step();
        select.Reset();
        return isFound;
    });

    private static FailedEvent? Find(SqliteDatabase database, ContentHash key) => ReadAll(
        database.Prepare(SelectByKey).Bind(1, key.ToByteArray()),
        row => FailedEventRowReader.Read(database, row)) is [var entry, ..] ? entry : null;

    private static UncertainAppend ReadUncertain(SqliteStatement row) => new(
        new AppendId(unchecked((ulong)row.ReadNumber(0)), unchecked((ulong)row.ReadNumber(1))),
        (int)row.ReadNumber(2),
        row.IsNull(3) ? null : (byte)row.ReadNumber(3));

    private static List<FailedGroup> ReadGroups(SqliteDatabase database, EventPredicate where)
    {
        var condition = new FailedEventPredicateSql(where, 1);
        var reason = FailedEventTables.Reasons.IsWhole;
        using var select = database.PrepareOnce($"""
            SELECT code, field, client, count(*), sum(pending + retrying + parked + rejected + conflicts + discarded
              + settled + already_counted), min(first_seen), max(last_seen)
            FROM failures JOIN reasons ON reasons.failure = failures.number
            WHERE {FailedEventTables.Failures.IsWhole} AND {reason} AND {condition.Sql} AND is_archived IS 0
            GROUP BY code, field, client
            """);
        var groups = ReadAll(condition.Bind(select), row => new FailedGroup
        {
            ReasonCode = row.ReadText(0),
            Field = row.ReadText(1),
            ClientId = row.IsNull(2) ? null : row.ReadText(2),
            EntryCount = row.ReadNumber(3),
            Occurrences = row.ReadNumber(4),
            FirstReceivedAt = InstantBytes.Read(row, 5),
            LastReceivedAt = InstantBytes.Read(row, 6),
        });
        groups.Sort(FailedGroupOrder.Instance);
        return groups;
    }

    /// <summary>What all clients together say.</summary>
    internal static FailedStatistics Summarize(SqliteDatabase database) =>
        ReadAll(database.Prepare(SelectSums), ReadStatistics)[0];

    private static List<FailedStatistics> ReadStatistics(SqliteDatabase database) =>
        ReadAll(database.Prepare(SelectStatistics), ReadStatistics);

    private static FailedStatistics ReadStatistics(SqliteStatement row) => new()
    {
        ClientId = row.ReadText(0),
        ReceivedCount = row.ReadNumber(1),
        Counts = FailedProgressColumns.ReadCounts(row, 2),
    };

    private static List<T> ReadAll<T>(SqliteStatement select, Func<SqliteStatement, T> read)
    {
        var all = new List<T>();
        try
        {
            while (select.Step())
            {
                all.Add(read(select));
            }

            return all;
        }
        finally
        {
            select.Reset();
        }
    }
}
