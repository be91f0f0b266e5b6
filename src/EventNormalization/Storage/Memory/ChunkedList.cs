using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>A list that grows without moving what it holds: nothing is copied, and nothing is held twice.</summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="chunkBits">How many items it grows by, as a power of two.</param>
internal sealed class ChunkedList<T>(int chunkBits)
{
    private readonly List<T[]> _chunks = [];
    private readonly int _mask = (1 << chunkBits) - 1;

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item with this number, from 0; it stays where it is and may be changed in place.</summary>
    public ref T this[int index] => ref _chunks[index >> chunkBits][index & _mask];

    /// <summary>Puts an item behind the others; returns its number.</summary>
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
