using System;
using System.Runtime.CompilerServices;
using System.Threading;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Ids in the order in which they were added. Thread-safe; nothing is moved when it grows.</summary>
internal sealed class RecordIdIndexLog
{
    private const int ChunkBits = 12;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly Lock _gate = new();
    private RecordId[]?[] _chunks = [];
    private long _count;
    private long _bytesAllocated;

    /// <summary>How many ids there are.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The memory of the chunks and of their list.</summary>
    public long BytesAllocated =>
        Interlocked.Read(ref _bytesAllocated) + (sizeof(long) * Volatile.Read(ref _chunks).Length);

    /// <summary>The id of a row that was added.</summary>
    public ref readonly RecordId this[uint row] =>
        ref Volatile.Read(ref _chunks)[row >> ChunkBits]![row & (ChunkLength - 1)];

    /// <summary>Appends an id; returns its row.</summary>
    /// <exception cref="InvalidOperationException">There are four thousand million ids already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Append(in RecordId id)
    {
        var row = Interlocked.Increment(ref _count) - 1;
        if (row > uint.MaxValue)
        {
            throw new InvalidOperationException($"Found {row} ids in memory, expected at most {uint.MaxValue}.");
        }

        ChunkAt((int)(row >> ChunkBits))[row & (ChunkLength - 1)] = id;
        return (uint)row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RecordId[] ChunkAt(int index)
    {
        var chunks = Volatile.Read(ref _chunks);
        return index < chunks.Length && chunks[index] is { } chunk ? chunk : MakeChunk(index);
    }

    private RecordId[] MakeChunk(int index)
    {
        lock (_gate)
        {
            var chunks = _chunks;
            if (index >= chunks.Length)
            {
                Array.Resize(ref chunks, Math.Max(index + 1, 2 * chunks.Length));
                Volatile.Write(ref _chunks, chunks);
            }

            return chunks[index] ??= Allocate();
        }
    }

    private RecordId[] Allocate()
    {
        // The pinned heap is never compacted, so the garbage collector does not copy the ids.
        var chunk = GC.AllocateUninitializedArray<RecordId>(ChunkLength, pinned: true);
        PagePopulation.Populate(chunk);
        Interlocked.Add(ref _bytesAllocated, ChunkLength * RecordId.ByteCount);
        return chunk;
    }
}
