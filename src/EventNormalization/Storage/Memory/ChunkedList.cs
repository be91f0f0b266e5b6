using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>A list that grows without moving its items, so nothing is copied and no memory is held twice.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 12;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item at this index; it never moves, and may be changed in place.</summary>
    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    /// <summary>Appends an item.</summary>
    public void Add(T item)
    {
        if (Count == _chunks.Count << ChunkBits)
        {
            _chunks.Add(new T[ChunkLength]);
        }

        Count++;
        this[Count - 1] = item;
    }
}
