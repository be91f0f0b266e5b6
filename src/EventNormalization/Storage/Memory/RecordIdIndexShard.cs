using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>A hash table from ids to their rows in the log. The caller holds <see cref="Gate"/>.</summary>
/// <remarks>
/// A bucket is one cache line: 16 bytes of tags, of which 12 are used, and 12 rows. It is filled from the left; what
/// finds it full goes to the next bucket. So a miss costs one line of memory and a hit two, that of the id included.
/// </remarks>
internal sealed class RecordIdIndexShard
{
    private const int BucketWords = 16;
    private const int RowsAt = 4;
    private const int SlotCount = BucketWords - RowsAt;
    private const int InitialCount = 8;
    private const uint SlotMask = (1 << SlotCount) - 1;

    // It grows when seven eighths of the slots are taken: beyond that, many buckets are full and searches get longer.
    private const int FillMax = SlotCount * 7;

    // How many buckets ahead the ids are prefetched while the table grows.
    private const int PrefetchDistance = 2;

    private readonly RecordIdIndexLog _log;
    private readonly ulong _secret;
    private Buckets _buckets = new(InitialCount);
    private long _count;
    private long _countMax = InitialCount * FillMax / 8;

    public RecordIdIndexShard(RecordIdIndexLog log, ulong secret) => (_log, _secret) = (log, secret);

    /// <summary>The lock that guards everything but the prefetching.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The memory of the table.</summary>
    public long BytesAllocated => Volatile.Read(ref _buckets).BytesAllocated;

    /// <summary>Finds the row of an id.</summary>
    public bool TryFind(in RecordId id, RecordIdHash hash, out uint row) => TryFind(id, hash, out row, out _);

    /// <summary>Finds the row of an id, and the bucket with a free slot at which the search for it ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFind(in RecordId id, RecordIdHash hash, out uint row, out int end)
    {
        var buckets = _buckets;
        for (end = hash.BucketOf(buckets.Count); ; end = buckets.After(end))
        {
            ref var bucket = ref buckets[end];
            for (var matches = MatchesOf(ref bucket, hash.Tag); matches != 0; matches &= matches - 1)
            {
                row = Unsafe.Add(ref bucket, RowsAt + BitOperations.TrailingZeroCount(matches));
                if (_log[row] == id)
                {
                    return true;
                }
            }

            if (!IsFull(ref bucket))
            {
                row = 0;
                return false;
            }
        }
    }

    /// <summary>Adds an id if it is not there; gives the row that it has or had.</summary>
    public bool TryAdd(in RecordId id, RecordIdHash hash, out uint row)
    {
        if (TryFind(id, hash, out row, out var end))
        {
            return false;
        }

        var mustGrow = _count >= _countMax;
        if (mustGrow)
        {
            Grow();
        }

        row = _log.Append(id);
        if (mustGrow)
        {
            Insert(_buckets, hash, row);
        }
        else
        {
            Insert(ref _buckets[end], hash, row);
        }

        _count++;
        return true;
    }

    /// <summary>Prefetches the bucket of an id.</summary>
    public unsafe void PrefetchBucket(RecordIdHash hash)
    {
        if (Sse.IsSupported)
        {
            var buckets = Volatile.Read(ref _buckets);
            Sse.Prefetch0(Unsafe.AsPointer(ref buckets[hash.BucketOf(buckets.Count)]));
        }
    }

    /// <summary>Prefetches the id that a look-up will compare first.</summary>
    /// <remarks>Without the lock, it may see a row that is being written, and then prefetches another id.</remarks>
    public unsafe void PrefetchId(RecordIdHash hash)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        var buckets = Volatile.Read(ref _buckets);
        ref var bucket = ref buckets[hash.BucketOf(buckets.Count)];
        var matches = MatchesOf(ref bucket, hash.Tag);
        if (matches != 0)
        {
            var row = Unsafe.Add(ref bucket, RowsAt + BitOperations.TrailingZeroCount(matches));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in _log[row])));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MatchesOf(ref uint bucket, byte tag) => SlotMask & Vector128.Equals(
        Vector128.LoadUnsafe(ref Unsafe.As<uint, byte>(ref bucket)),
        Vector128.Create(tag)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFull(ref uint bucket) =>
        Unsafe.Add(ref Unsafe.As<uint, byte>(ref bucket), SlotCount - 1) != 0;

    private static int UsedSlots(ref uint bucket) =>
        SlotCount - BitOperations.PopCount(MatchesOf(ref bucket, 0));

    private static void Insert(Buckets buckets, RecordIdHash hash, uint row)
    {
        var i = hash.BucketOf(buckets.Count);
        while (IsFull(ref buckets[i]))
        {
            i = buckets.After(i);
        }

        Insert(ref buckets[i], hash, row);
    }

    /// <summary>Puts a row into the first free slot of a bucket, which has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(ref uint bucket, RecordIdHash hash, uint row)
    {
        var slot = BitOperations.TrailingZeroCount(MatchesOf(ref bucket, 0));
        Unsafe.Add(ref bucket, RowsAt + slot) = row;
        Unsafe.Add(ref Unsafe.As<uint, byte>(ref bucket), slot) = hash.Tag;
    }

    /// <summary>Grows the table by three quarters.</summary>
    private void Grow()
    {
        var grown = new Buckets(_buckets.Count + (_buckets.Count * 3 / 4) + 1);
        for (var i = -PrefetchDistance; i < _buckets.Count; i++)
        {
            if (i + PrefetchDistance < _buckets.Count)
            {
                PrefetchIds(ref _buckets[i + PrefetchDistance]);
            }

            if (i >= 0)
            {
                Move(ref _buckets[i], grown);
            }
        }

        Volatile.Write(ref _buckets, grown);
        _countMax = (long)FillMax * grown.Count / 8;
    }

    private void Move(ref uint bucket, Buckets grown)
    {
        for (var slot = 0; slot < UsedSlots(ref bucket); slot++)
        {
            var row = Unsafe.Add(ref bucket, RowsAt + slot);
            Insert(grown, new RecordIdHash(_log[row], _secret), row);
        }
    }

    /// <summary>Prefetches all ids of a bucket, which may be anywhere in the log.</summary>
    private unsafe void PrefetchIds(ref uint bucket)
    {
        for (var slot = 0; Sse.IsSupported && slot < UsedSlots(ref bucket); slot++)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in _log[Unsafe.Add(ref bucket, RowsAt + slot)])));
        }
    }

    /// <summary>Buckets aligned to cache lines.</summary>
    private sealed class Buckets
    {
        private readonly uint[] _words;
        private readonly int _start;

        public Buckets(int count)
        {
            Count = count;
            _words = GC.AllocateUninitializedArray<uint>((count + 1) * BucketWords, pinned: true);
            PagePopulation.Populate(_words);
            _words.AsSpan().Clear();
            var misaligned = Marshal.UnsafeAddrOfPinnedArrayElement(_words, 0) / sizeof(uint) % BucketWords;
            _start = BucketWords - (int)misaligned;
        }

        public int Count { get; }

        public long BytesAllocated => (long)_words.Length * sizeof(uint);

        public ref uint this[int index]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref _words[_start + (index * BucketWords)];
        }

        public int After(int index) => index + 1 < Count ? index + 1 : 0;
    }
}
