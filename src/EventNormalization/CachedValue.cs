using System;
using System.Threading;

namespace EventNormalization;

/// <summary>Caches a value that is computed from a record, in a field of the record itself.</summary>
/// <remarks>
/// It is not part of the record's value, so all instances are equal. A copy of the record copies it, too, and detects
/// by reference that the value is another record's. Two threads that race compute equal values.
/// </remarks>
internal struct CachedValue<TSource, TResult> : IEquatable<CachedValue<TSource, TResult>>
    where TSource : class
    where TResult : class
{
    private Pair? _pair;

    /// <summary>The value for the record that holds this in a field; computed on first use.</summary>
    public TResult GetOrCreate(TSource source, Func<TSource, TResult> make)
    {
        var pair = Volatile.Read(ref _pair);
        if (!ReferenceEquals(pair?.Source, source))
        {
            pair = new Pair(source, make(source));
            Volatile.Write(ref _pair, pair);
        }

        return pair!.Result;
    }

    public readonly bool Equals(CachedValue<TSource, TResult> other) => true;

    public override readonly bool Equals(object? obj) => obj is CachedValue<TSource, TResult>;

    public override readonly int GetHashCode() => 0;

    private sealed class Pair(TSource source, TResult result)
    {
        public TSource Source => source;

        public TResult Result => result;
    }
}
