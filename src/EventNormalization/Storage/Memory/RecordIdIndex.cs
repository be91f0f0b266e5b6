using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Every id once, in order of arrival, in at most 45 bytes for each of many.</summary>
/// <remarks>
/// <para>Law: the ids that were added have the ordinals 0, 1, 2 and so on. A single writer of single ids adds in its
/// own order; of several writers of one id, exactly one is told that it is new.</para>
/// <para>Thread-safe: an id is looked up under the lock of its shard. Nothing is ever removed.</para>
/// </remarks>
internal sealed class RecordIdIndex
{
    private const int ShardBits = 6;
    private const int ShardCount = 1 << ShardBits;
    private const int RangeMax = 256;

    // The distance, in ids, at which a bucket is prefetched; half of it for the id that the bucket names. A processor
    // has ten to twenty memory reads in flight; more would only wait.
    private const int PrefetchDistance = 16;
    private readonly RecordIdIndexLog _log = new();
    private readonly RecordIdIndexShard[] _shards;
    private readonly ulong _secret;

    /// <summary>Creates an empty index with a random secret.</summary>
    public RecordIdIndex()
        : this(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))))
    {
    }

    /// <summary>An empty index.</summary>
    /// <param name="secret">
    /// Spreads the ids over the table. Whoever knows it can choose events whose ids crowd one place.
    /// </param>
    public RecordIdIndex(ulong secret)
    {
        _secret = secret | 1;
        _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new RecordIdIndexShard(_log, _secret))];
    }

    /// <summary>How many ids there are.</summary>
    public long Count => _log.Count;

    /// <summary>All memory that the index holds, unused capacity included.</summary>
    public long BytesAllocated => _log.BytesAllocated + _shards.Sum(shard => shard.BytesAllocated);

    /// <summary>The id with this ordinal, which <see cref="TryAdd"/> or <see cref="TryFind"/> gave.</summary>
    public RecordId this[long ordinal] => _log[checked((uint)ordinal)];

    /// <summary>Adds an id if it is new.</summary>
    /// <param name="id">The id.</param>
    /// <param name="ordinal">The ordinal that it has or had.</param>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(RecordId id, out long ordinal)
    {
        var hash = new RecordIdHash(id, _secret);
        var shard = ShardOf(hash);
        lock (shard.Gate)
        {
            var isNew = shard.TryAdd(id, hash, out var row);
            ordinal = row;
            return isNew;
        }
    }

    /// <summary>Adds many ids at about half the cost.</summary>
    /// <remarks>
    /// Ids of a shard are added together, under one lock, while memory for the next ones is prefetched. So the new ids
    /// get the next ordinals, but not in the order of the list.
    /// </remarks>
    /// <param name="ids">The ids; one may be there several times.</param>
    /// <param name="areNew">By id: whether it is new; of equal ids the first is.</param>
    public void AddRange(ReadOnlySpan<RecordId> ids, Span<bool> areNew)
    {
        while (!ids.IsEmpty)
        {
            var count = Math.Min(RangeMax, ids.Length);
            AddPart(ids[..count], areNew);
            ids = ids[count..];
            areNew = areNew[count..];
        }
    }

    /// <summary>Looks an id up; returns whether it was added before.</summary>
    public bool TryFind(RecordId id, out long ordinal)
    {
        var hash = new RecordIdHash(id, _secret);
        var shard = ShardOf(hash);
        lock (shard.Gate)
        {
            var isKnown = shard.TryFind(id, hash, out var row);
            ordinal = isKnown ? row : -1;
            return isKnown;
        }
    }

    private void AddPart(ReadOnlySpan<RecordId> ids, Span<bool> areNew)
    {
        Span<RecordIdHash> hashes = stackalloc RecordIdHash[ids.Length];
        Span<ushort> order = stackalloc ushort[ids.Length];
        Sort(ids, hashes, order);
        for (var i = -PrefetchDistance; i < 0; i++)
        {
            Prefetch(hashes, i);
        }

        for (var i = 0; i < order.Length;)
        {
            var number = hashes[i].ShardOf(ShardBits);
            var shard = _shards[number];
            lock (shard.Gate)
            {
                for (; i < order.Length && hashes[i].ShardOf(ShardBits) == number; i++)
                {
                    Prefetch(hashes, i);
                    areNew[order[i]] = shard.TryAdd(ids[order[i]], hashes[i], out _);
                }
            }
        }
    }

    /// <summary>Sorts ids by their shards, and leaves equal ones in their order.</summary>
    private void Sort(ReadOnlySpan<RecordId> ids, Span<RecordIdHash> hashes, Span<ushort> order)
    {
        Span<int> ends = stackalloc int[ShardCount + 1];
        ends.Clear();
        foreach (ref readonly var id in ids)
        {
            ends[new RecordIdHash(id, _secret).ShardOf(ShardBits) + 1]++;
        }

        for (var shard = 1; shard < ends.Length; shard++)
        {
            ends[shard] += ends[shard - 1];
        }

        for (var i = 0; i < ids.Length; i++)
        {
            var hash = new RecordIdHash(ids[i], _secret);
            var place = ends[hash.ShardOf(ShardBits)]++;
            hashes[place] = hash;
            order[place] = (ushort)i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(ReadOnlySpan<RecordIdHash> hashes, int current)
    {
        var far = current + PrefetchDistance;
        if (far < hashes.Length)
        {
            ShardOf(hashes[far]).PrefetchBucket(hashes[far]);
        }

        var near = current + (PrefetchDistance / 2);
        if (near >= 0 && near < hashes.Length)
        {
            ShardOf(hashes[near]).PrefetchId(hashes[near]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RecordIdIndexShard ShardOf(RecordIdHash hash) => _shards[hash.ShardOf(ShardBits)];
}
