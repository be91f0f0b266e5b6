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

    private const string SelectStatistics =
        "SELECT name, received, from_failed, accepted, duplicates FROM clients WHERE received + from_failed > 0";

    internal const string SelectByKey =
        EventRowReader.Select + " WHERE events.seconds = ?1 AND events.nanoseconds = ?2 AND events.id = ?3";

    // There is no index on the id, which only this would need; the narrowest index that has it is scanned.
    internal const string SelectById = EventRowReader.Select
        + " WHERE events.position = (SELECT position FROM events INDEXED BY sqlite_autoindex_events_1 WHERE id = ?1)";

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(database => Find(database, key)));
    }

    /// <inheritdoc/>
    /// <remarks>It reads through an index of all events: where the timestamp is known, find by the key.</remarks>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(
            database => ReadSingle(database, database.Prepare(SelectById).Bind(1, id.ToByteArray()))));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>(_readers.Read(database =>
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
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Page.CheckToken();
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var pages = new EventPage(query);
        var left = query.Page.CountMax ?? long.MaxValue;
        var after = query.Page.After;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(left, PageLength);
            var page = _readers.Read(database => pages.Read(database, after, length));
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
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var all = _readers.Read(ReadStatistics);

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

    private static List<ClientStatistics> ReadStatistics(SqliteDatabase database)
    {
        var select = database.Prepare(SelectStatistics);
        var all = new List<ClientStatistics>();
        while (select.Step())
        {
            all.Add(new ClientStatistics
            {
                ClientId = select.ReadText(0),
                ReceivedCount = select.ReadNumber(1),
                FromFailedCount = select.ReadNumber(2),
                AcceptedCount = select.ReadNumber(3),
                DuplicateCount = select.ReadNumber(4),
            });
        }

        return all;
    }
}
