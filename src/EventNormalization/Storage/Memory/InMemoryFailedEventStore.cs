using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Keeps failed events in memory, for tests and for programs that need no durability.</summary>
/// <remarks>
/// Thread-safe. The last 10,000 calls of <see cref="RecordAsync"/> are known again by their name.
/// </remarks>
public sealed class InMemoryFailedEventStore : IFailedEventStore
{
    private const int PageLength = 256;

    private readonly Lock _lock = new();
    private readonly List<MemoryFailure> _entries = [];
    private readonly Dictionary<EventId, MemoryFailure> _entryOfHash = [];
    private readonly Dictionary<string, MemoryFailureCounts> _counts = new(StringComparer.Ordinal);
    private readonly RecentAppends<FailedEventState> _appends = new();

    /// <inheritdoc/>
    public ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        foreach (var delivery in deliveries)
        {
            ArgumentNullException.ThrowIfNull(delivery, nameof(deliveries));
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_appends.Find(appendId) is null)
            {
                foreach (var delivery in deliveries)
                {
                    Record(delivery);
                }

                _appends.Add(appendId, []);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(EventId rawHash, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_entryOfHash.GetValueOrDefault(rawHash)?.ToFailedEvent());
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.Continue);
        var left = query.CountMax ?? int.MaxValue;
        for (var next = query.After.Commit; left > 0 && ReadPage(next) is { Length: > 0 } page; next += page.Length)
        {
            foreach (var entry in page.Where(entry => Matches(query, entry)).Take(left))
            {
                cancellationToken.ThrowIfCancellationRequested();
                left--;
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.Continue);
        FailedStatistics[] all;
        lock (_lock)
        {
            all = [.. _counts.Select(pair => pair.Value.ToStatistics(pair.Key))];
        }

        Array.Sort(all, (left, right) => string.CompareOrdinal(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    private void Record(FailedDelivery delivery)
    {
        var hash = EventId.FromContent(delivery.Raw.Span);
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entryOfHash, hash, out _);
        if (entry is null)
        {
            entry = new MemoryFailure(new EventPosition(0, _entries.Count + 1L, 0), hash, delivery);
            _entries.Add(entry);
        }

        var counts = CountsOf(entry.ClientId ?? FailedStatistics.UnknownClient);
        counts.ReceivedCount++;
        counts[entry.State] -= entry.Occurrences;
        entry.Add(delivery);
        counts[entry.State] += entry.Occurrences;
    }

    private MemoryFailureCounts CountsOf(string clientId)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, clientId, out _);
        return counts ??= new MemoryFailureCounts();
    }

    private FailedEvent[] ReadPage(long next)
    {
        lock (_lock)
        {
            return [.. _entries.Skip((int)Math.Min(next, _entries.Count)).Take(PageLength)
                .Select(entry => entry.ToFailedEvent())];
        }
    }

    private static bool Matches(FailedEventQuery query, FailedEvent entry) =>
        (query.State is not { } state || entry.State == state)
        && (query.ReasonCode is not { } code || entry.Reasons.Any(reason => reason.Code == code));
}
