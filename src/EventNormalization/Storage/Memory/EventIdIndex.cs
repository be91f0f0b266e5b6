using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Every id once, in the order in which they came, in at most 45 bytes for each of many.</summary>
/// <remarks>
/// <para>Law: the ids that were added have the ordinals 0, 1, 2 and so on. A single writer adds in its own order; of
/// several writers of one id, exactly one is told that it is new.</para>
/// <para>Thread-safe: an id is looked up under the lock of its shard. Nothing is ever removed.</para>
/// </remarks>
internal sealed class EventIdIndex
{
    private const int ShardBits = 6;
    private readonly EventIdIndexLog _log = new();
    private readonly EventIdIndexShard[] _shards;
    private readonly ulong _secret;

    /// <summary>An empty index with a secret of its own.</summary>
    public EventIdIndex()
        : this(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))))
    {
    }

    /// <summary>An empty index.</summary>
    /// <param name="secret">
    /// Spreads the ids over the table. Whoever knows it can choose events whose ids crowd one place.
    /// </param>
    public EventIdIndex(ulong secret)
    {
        _secret = secret | 1;
        _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new EventIdIndexShard(_log, _secret))];
    }

    /// <summary>How many ids there are.</summary>
    public long Count => _log.Count;

    /// <summary>All memory that the index holds, unused room included.</summary>
    public long BytesAllocated => _log.BytesAllocated + _shards.Sum(shard => shard.BytesAllocated);

    /// <summary>The id with this ordinal, which <see cref="TryAdd"/> or <see cref="TryFind"/> gave.</summary>
    public EventId this[long ordinal] => _log[checked((uint)ordinal)];

    /// <summary>Adds an id if it is new.</summary>
    /// <param name="id">The id.</param>
    /// <param name="ordinal">The ordinal that it has or had.</param>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(EventId id, out long ordinal)
    {
        var hash = new EventIdHash(id, _secret);
        var shard = ShardOf(hash);
        lock (shard.Gate)
        {
            var isKnown = shard.TryFind(id, hash, out var row);
            ordinal = isKnown ? row : shard.Add(id, hash);
            return !isKnown;
        }
    }

    /// <summary>Looks an id up; returns whether it was added before.</summary>
    public bool TryFind(EventId id, out long ordinal)
    {
        var hash = new EventIdHash(id, _secret);
        var shard = ShardOf(hash);
        lock (shard.Gate)
        {
            var isKnown = shard.TryFind(id, hash, out var row);
            ordinal = isKnown ? row : -1;
            return isKnown;
        }
    }

    /// <summary>Has the processor fetch what the next look-ups will read, all at once instead of one by one.</summary>
    /// <param name="ids">The next ids; more than some 32 are evicted again before they are used.</param>
    public void Prefetch(ReadOnlySpan<EventId> ids)
    {
        foreach (ref readonly var id in ids)
        {
            var hash = new EventIdHash(id, _secret);
            ShardOf(hash).PrefetchBucket(hash);
        }

        foreach (ref readonly var id in ids)
        {
            var hash = new EventIdHash(id, _secret);
            ShardOf(hash).PrefetchId(hash);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private EventIdIndexShard ShardOf(EventIdHash hash) => _shards[hash.ShardOf(ShardBits)];
}
