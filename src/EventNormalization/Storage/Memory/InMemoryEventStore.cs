using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Storage;

/// <summary>Keeps events in memory, for tests and for programs that need no durability.</summary>
/// <remarks>
/// <para>Thread-safe. Compact: an event costs its raw bytes and about 120 bytes more, 40 more once it came again, and
/// each other spelling its own bytes and 24. At most 2^31 - 1 events.</para>
/// <para>Names of appends are remembered for 30 days, measured by times of receipt, and the last 10,000 always; closed
/// names forever.</para>
/// </remarks>
public sealed partial class InMemoryEventStore : IEventStore
{
    // A reader takes the lock for one page at a time, so that a long query does not block appends.
    private const int PageLength = 256;
    private const int ScanLength = 4096;

    private readonly Lock _lock = new();
    private readonly MemoryEvents _events = new();
    private readonly RecordIdIndex _ids = new();
    private readonly Dictionary<string, MemoryClient> _clients = new(StringComparer.Ordinal);
    private readonly MemoryAppendLog _appends = new();
    private readonly SpellingRetention _spellingRetention;

    /// <summary>Creates an empty store.</summary>
    /// <param name="schemas">
    /// The rules of the events, whose further fields totals may name before an event has them; by default those alone
    /// that events have had.
    /// </param>
    /// <param name="spellings">What becomes of the raw bytes of duplicates that differ from those stored.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="spellings"/> is not known.</exception>
    public InMemoryEventStore(SchemaSet? schemas = null, SpellingRetention spellings = SpellingRetention.Keep)
    {
        if (!Enum.IsDefined(spellings))
        {
            throw new ArgumentOutOfRangeException(nameof(spellings), spellings, "No such retention is known.");
        }

        _spellingRetention = spellings;
        if (schemas is not null)
        {
            _fieldNames.UnionWith(schemas.RecordFieldNames);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default)
    {
        var found = await FindAsync(key.Id, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        return found is not null && EventKey.Of(found.Event) == key ? found : null;
    }

    /// <inheritdoc/>
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_ids.TryFind(id, out var ordinal) ? ToStoredEvent((int)ordinal) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var isKnown = _ids.TryFind(key.Id, out var ordinal)
                && EventKey.Of(ToStoredEvent((int)ordinal).Event) == key;
            return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>(
                isKnown ? _events.SpellingsOf((int)ordinal) : []);
        }
    }

    /// <summary>Does nothing: the content lives as long as the store is referenced.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.IsEnabled);
        ClientStatistics[] all;
        lock (_lock)
        {
            // A client with conflicts only has no acknowledged deliveries here.
            all = [.. _clients.Values.Where(client => client.ReceivedCount + client.FromFailedCount > 0)
                .Select(client => client.ToStatistics())];
        }

        Array.Sort(all, (left, right) => FieldOrder.CompareTexts(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    private StoredEvent ToStoredEvent(int index) => _events.ToStoredEvent(index, _ids[index]);
}
