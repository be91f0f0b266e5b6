using System;
using System.Threading;

namespace EventNormalization;

/// <summary>Keeps what is made once and used by one thread at a time, at most one for each processor.</summary>
/// <remarks>Thread-safe and without locks; what exceeds that number is made anew and dropped after use.</remarks>
internal sealed class SparePool<T>(Func<T> make)
    where T : class
{
    private readonly T?[] _spare = new T?[Environment.ProcessorCount];

    /// <summary>One for the caller alone, until it is returned.</summary>
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

    /// <summary>Takes one back; nothing of it may be used any more.</summary>
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
