using System;
using System.Threading;

namespace EventNormalization;

/// <summary>A pool of objects that are used by one thread at a time; keeps at most one for each processor.</summary>
/// <remarks>Thread-safe and lock-free; further objects are created on demand and dropped after use.</remarks>
internal sealed class ObjectPool<T>(Func<T> make)
    where T : class
{
    private readonly T?[] _items = new T?[Environment.ProcessorCount];

    /// <summary>Rents an object for exclusive use, until it is returned.</summary>
    public T Rent()
    {
        for (var i = 0; i < _items.Length; i++)
        {
            if (Interlocked.Exchange(ref _items[i], null) is { } item)
            {
                return item;
            }
        }

        return make();
    }

    /// <summary>Returns an object; the caller must not use it afterwards.</summary>
    public void Return(T item)
    {
        for (var i = 0; i < _items.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _items[i], item, null) is null)
            {
                return;
            }
        }
    }
}
