using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <content>Reading entries and statistics.</content>
public sealed partial class SqliteFailedEventStore
{
    private const int PageLength = 256;

    private const string SelectByHash = FailureRowReader.Select + " WHERE raw_hash = ?1";

    private const string SelectPage = FailureRowReader.Select + """
         WHERE position > ?1 AND (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR EXISTS(
          SELECT 1 FROM json_each(reasons) WHERE json_extract(json_each.value, '$.code') = ?4))
        ORDER BY position LIMIT ?2
        """;

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(EventId rawHash, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(database =>
        {
            var select = database.Prepare(SelectByHash).Bind(1, rawHash.ToByteArray());
            return ReadAll(database, select) is [var entry, ..] ? entry : null;
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var left = query.CountMax ?? long.MaxValue;
        var after = query.After;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(left, PageLength);
            var page = _readers.Read(database => ReadPage(database, query, after, length));
            foreach (var entry in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }

            left = page.Count < length ? 0 : left - page.Count;
            after = page.Count == 0 ? after : page[^1].Position;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(
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

    private static List<FailedEvent> ReadPage(
        SqliteDatabase database, FailedEventQuery query, EventPosition after, long length)
    {
        var select = database.Prepare(SelectPage).Bind(1, after.Commit).Bind(2, length).Bind(4, query.ReasonCode);
        return ReadAll(database, query.State is { } state ? select.Bind(3, (long)state) : select.BindNull(3));
    }

    private static List<FailedEvent> ReadAll(SqliteDatabase database, SqliteStatement select)
    {
        var entries = new List<FailedEvent>();
        try
        {
            while (select.Step())
            {
                entries.Add(FailureRowReader.Read(database, select));
            }

            return entries;
        }
        finally
        {
            select.Reset();
        }
    }

    private static List<FailedStatistics> ReadStatistics(SqliteDatabase database)
    {
        var select = database.Prepare("SELECT name, received, rejected, pending, conflicts FROM clients");
        var all = new List<FailedStatistics>();
        while (select.Step())
        {
            all.Add(new FailedStatistics
            {
                ClientId = select.ReadText(0),
                ReceivedCount = select.ReadNumber(1),
                RejectedCount = select.ReadNumber(2),
                PendingCount = select.ReadNumber(3),
                ConflictCount = select.ReadNumber(4),
            });
        }

        return all;
    }
}
