using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Keeps events in memory, for tests and for programs that need no durability.</summary>
/// <remarks>
/// <para>Thread-safe. Compact: an event costs its raw bytes and about 200 bytes more. At most 2^31 - 1 events.</para>
/// <para>The last 10,000 appends can be asked for again, or fewer if these have more than a million events together;
/// the last 16 always can.</para>
/// </remarks>
public sealed partial class InMemoryEventStore : IEventStore
{
    // A reader takes the lock for one page at a time, so that a long query does not hold up an append.
    private const int PageLength = 256;
    private const int ScanLength = 4096;

    private readonly Lock _lock = new();
    private readonly ChunkedList<MemoryRow> _rows = new();
    private readonly EventIdIndex _ids = new();
    private readonly Dictionary<string, MemoryClient> _clients = new(StringComparer.Ordinal);
    private readonly RecentAppends<MemoryAnswer> _appends = new();

    /// <summary>An empty store.</summary>
    /// <param name="schemas">The rules of the events, whose further fields totals may name before an event has them.</param>
    public InMemoryEventStore(SchemaSet? schemas = null)
    {
        if (schemas is not null)
        {
            _fieldNames.UnionWith(schemas.RecordFieldNames);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(
        Instant timestamp, EventId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(
                _ids.TryFind(id, out var ordinal) && _rows[(int)ordinal].Timestamp == timestamp
                    ? ToStoredEvent((int)ordinal)
                    : null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.Continue);
        var left = query.CountMax ?? int.MaxValue;
        var page = new List<StoredEvent>(PageLength);
        for (var next = query.After.Value; left > 0 && ReadPage(query.Where, ref next, page);)
        {
            foreach (var item in page.Take(left))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            left -= Math.Min(left, page.Count);
            page.Clear();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.Continue);
        ClientStatistics[] all;
        lock (_lock)
        {
            // A client that has only had conflicts has had nothing acknowledged here.
            all = [.. _clients.Values.Where(client => client.ReceivedCount > 0)
                .Select(client => client.ToStatistics())];
        }

        Array.Sort(all, (left, right) => string.CompareOrdinal(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    /// <summary>Goes on from the row numbered <paramref name="next"/>; false at the end.</summary>
    private bool ReadPage(EventPredicate where, ref long next, List<StoredEvent> page)
    {
        lock (_lock)
        {
            if (next >= _rows.Count)
            {
                return false;
            }

            var end = (int)Math.Min(_rows.Count, next + ScanLength);
            var index = (int)next;
            for (; index < end && page.Count < PageLength; index++)
            {
                ref readonly var row = ref _rows[index];
                if (where.Equals(EventPredicate.Everything) || where.Matches(row.ToRecord(), row.Raw))
                {
                    page.Add(ToStoredEvent(index));
                }
            }

            next = index;
            return true;
        }
    }

    private StoredEvent ToStoredEvent(int index) =>
        _rows[index].ToStoredEvent(_ids[index], new EventPosition(index + 1L));
}
