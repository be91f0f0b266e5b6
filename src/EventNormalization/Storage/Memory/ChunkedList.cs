using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>A list that grows without moving what it holds: nothing is copied, and nothing is held twice.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 12;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item with this number, from 0; it stays where it is and may be changed in place.</summary>
    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    /// <summary>Puts an item behind the others.</summary>
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
