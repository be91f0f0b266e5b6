using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <content>Reading events and statistics.</content>
public sealed partial class SqliteEventStore
{
    // A page is read at once, so that a slow reader does not keep SQLite from writing its log back.
    private const int PageLength = 256;

    private const string SelectStatistics =
        "SELECT name, received, accepted, duplicates FROM clients WHERE received > 0";

    private const string SelectById =
        EventRowReader.Select + " WHERE events.seconds = ?1 AND events.nanoseconds = ?2 AND events.id = ?3";

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(
        Instant timestamp, EventId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(database => Find(database, timestamp, id)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await ValueTask.CompletedTask.ConfigureAwait(false);

        // The plus keeps the order of positions: with the index on the timestamp every page would be sorted anew.
        var condition = new EventCondition(new PredicateScope(query.Where), "+seconds");
        var left = query.CountMax ?? long.MaxValue;
        var after = query.After;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(left, PageLength);
            var page = _readers.Read(database => ReadPage(database, condition, query.Where, (after, length)));
            foreach (var item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            left = page.Count < length ? 0 : left - page.Count;
            after = page.Count == 0 ? after : page[^1].Position;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var all = _readers.Read(ReadStatistics);

        // SQLite would order by UTF-8, which differs from UTF-16 beyond the basic plane.
        all.Sort((left, right) => string.CompareOrdinal(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    private static StoredEvent? Find(SqliteDatabase database, Instant timestamp, EventId id)
    {
        var select = database.Prepare(SelectById)
            .Bind(1, InstantColumns.SecondsOf(timestamp)).Bind(2, InstantColumns.NanosecondsOf(timestamp))
            .Bind(3, id.ToByteArray());
        try
        {
            return select.Step() ? EventRowReader.Read(database, select) : null;
        }
        finally
        {
            select.Reset();
        }
    }

    private static List<StoredEvent> ReadPage(
        SqliteDatabase database, EventCondition condition, EventPredicate where, (EventPosition After, long Length) range)
    {
        var select = condition.Bind(database.Prepare(
            EventRowReader.Select + " WHERE position > ?1" + condition.Sql + " ORDER BY position"));
        var page = new List<StoredEvent>();
        try
        {
            select.Bind(1, range.After.Value);
            while (page.Count < range.Length && select.Step())
            {
                var item = EventRowReader.Read(database, select);
                if (where.Matches(item.Event.Record, item.Event.Raw))
                {
                    page.Add(item);
                }
            }

            return page;
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
                AcceptedCount = select.ReadNumber(2),
                DuplicateCount = select.ReadNumber(3),
            });
        }

        return all;
    }
}
