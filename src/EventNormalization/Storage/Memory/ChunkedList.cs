using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>A list that grows without moving its items, so nothing is copied and no memory is held twice.</summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="chunkBits">How many items it grows by, as a power of two.</param>
internal sealed class ChunkedList<T>(int chunkBits)
{
    private readonly List<T[]> _chunks = [];
    private readonly int _mask = (1 << chunkBits) - 1;

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item at this index; it never moves, and may be changed in place.</summary>
    public ref T this[int index] => ref _chunks[index >> chunkBits][index & _mask];

    /// <summary>Appends an item.</summary>
    public int Add(in T item)
    {
        if (Count == _chunks.Count << chunkBits)
        {
            _chunks.Add(new T[_mask + 1]);
        }

        this[Count] = item;
        return Count++;
    }
}
