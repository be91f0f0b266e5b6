using System;
using System.Threading;

namespace EventNormalization;

/// <summary>A pool of objects that are used by one thread at a time; keeps at most one for each processor.</summary>
/// <remarks>Thread-safe and lock-free; further objects are created on demand and dropped after use.</remarks>
internal sealed class SparePool<T>(Func<T> make)
    where T : class
{
    private readonly T?[] _spare = new T?[Environment.ProcessorCount];

    /// <summary>Rents an object for exclusive use, until it is returned.</summary>
    public T Rent()
    {
        for (var i = 0; i < _spare.Length; i++)
        {
            if (Interlocked.Exchange(ref _spare[i], null) is { } spare)
            {
                return spare;
            }
        }

        return make();
    }

    /// <summary>Returns an object; the caller must not use it afterwards.</summary>
    public void Return(T spare)
    {
        for (var i = 0; i < _spare.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _spare[i], spare, null) is null)
            {
                return;
            }
        }
    }
}
