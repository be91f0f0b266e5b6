using System;
using System.Buffers;

namespace EventNormalization.Canonicalization;

/// <summary>Working memory that begins on the stack and moves to the shared pool when it grows.</summary>
/// <remarks>Every growth moves the items, so no reference into them outlives a call of <see cref="Reserve"/>.</remarks>
internal ref struct PooledBuffer<T>
    where T : unmanaged
{
    private T[]? _rented;

    public PooledBuffer(Span<T> initial) => All = initial;

    /// <summary>All items there is room for.</summary>
    public Span<T> All { get; private set; }

    /// <summary>Makes room for <paramref name="capacity"/> items and keeps the first <paramref name="used"/>.</summary>
    public void Reserve(int capacity, int used)
    {
        if (capacity > All.Length)
        {
            Grow(capacity, used);
        }
    }

    /// <summary>Gives rented memory back; the buffer is not used again.</summary>
    public void Dispose()
    {
        var rented = _rented;
        this = default;
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private void Grow(int capacity, int used)
    {
        var doubled = (int)Math.Min(2L * All.Length, Array.MaxLength);
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(capacity, doubled));
        All[..used].CopyTo(grown);
        Dispose();
        _rented = grown;
        All = grown;
    }
}
