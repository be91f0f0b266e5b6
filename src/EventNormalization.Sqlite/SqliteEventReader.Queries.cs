using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <content>Reading events and statistics.</content>
public sealed partial class SqliteEventReader
{
    // A page is read in one go, so that a slow reader does not block checkpoints of SQLite's log.
    private const int PageLength = 256;

    private static readonly string SelectStatistics =
        "SELECT name, received, from_failed, accepted, duplicates FROM clients"
        + $" WHERE {EventTables.Clients.IsWhole} AND received + from_failed > 0";

    private const string SelectSums = "SELECT '', coalesce(sum(received), 0), coalesce(sum(from_failed), 0),"
        + " coalesce(sum(accepted), 0), coalesce(sum(duplicates), 0) FROM clients";

    internal static readonly string SelectByKey =
        EventRowReader.SelectWhere + "events.seconds = ?1 AND events.nanoseconds = ?2 AND events.id = ?3";

    // There is no index on the id, which only this would need; the narrowest index that has it is scanned.
    internal static readonly string SelectById = EventRowReader.SelectWhere
        + "events.position = (SELECT position FROM events INDEXED BY sqlite_autoindex_events_1 WHERE id = ?1)";

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(database => Find(database, key), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>It reads through an index of all events: where the timestamp is known, find by the key.</remarks>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync(
            database => ReadSingle(database, database.Prepare(SelectById).Bind(1, id.ToByteArray())),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _readers.ReadAsync<IReadOnlyList<ReadOnlyMemory<byte>>>(database =>
        {
            var spellings = new List<ReadOnlyMemory<byte>>();
            if (Find(database, key) is { } found)
            {
                var select = database.Prepare(SpellingWriter.Select).Bind(1, found.Position.Commit);
                while (select.Step())
                {
                    spellings.Add(select.ReadBytes(0).ToArray());
                }
            }

            return spellings;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Page.CheckToken();
        var pages = new EventPage(query);
        var left = query.Page.CountMax ?? long.MaxValue;
        var after = query.Page.After;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(left, PageLength);
            var page = await _readers.ReadAsync(database => pages.Read(database, after, length), cancellationToken)
                .ConfigureAwait(false);
            foreach (var item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            left = page.Count < length ? 0 : left - page.Count;
            after = page.Count == 0 ? after : page[^1].TokenFor(query.Page);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = await _readers.ReadAsync(ReadStatistics, cancellationToken).ConfigureAwait(false);

        all.Sort((left, right) => FieldOrder.CompareTexts(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    private static StoredEvent? Find(SqliteDatabase database, EventKey key)
    {
        var select = database.Prepare(SelectByKey)
            .Bind(1, InstantColumns.SecondsOf(key.Timestamp)).Bind(2, InstantColumns.NanosecondsOf(key.Timestamp))
            .Bind(3, key.Id.ToByteArray());
        return ReadSingle(database, select) is { } found && EventKey.Of(found.Event) == key ? found : null;
    }

    private static StoredEvent? ReadSingle(SqliteDatabase database, SqliteStatement select)
    {
        try
        {
            return select.Step() ? EventRowReader.Read(database, select) : null;
        }
        finally
        {
            select.Reset();
        }
    }

    /// <summary>What all clients together say.</summary>
    internal static ClientStatistics Summarize(SqliteDatabase database)
    {
        var select = database.Prepare(SelectSums);
        select.Step();
        var sums = ReadStatistics(select);
        select.Reset();
        return sums;
    }

    private static ClientStatistics ReadStatistics(SqliteStatement row) => new()
    {
        ClientId = row.ReadText(0),
        ReceivedCount = row.ReadNumber(1),
        FromFailedCount = row.ReadNumber(2),
        AcceptedCount = row.ReadNumber(3),
        DuplicateCount = row.ReadNumber(4),
    };

    private static List<ClientStatistics> ReadStatistics(SqliteDatabase database)
    {
        var select = database.Prepare(SelectStatistics);
        var all = new List<ClientStatistics>();
        while (select.Step())
        {
            all.Add(ReadStatistics(select));
        }

        return all;
    }
}
