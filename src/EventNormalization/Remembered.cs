using System;
using System.Threading;

namespace EventNormalization;

/// <summary>Remembers what was worked out of a record, in a field of the record itself.</summary>
/// <remarks>
/// It is no part of what the record says, so all of them are equal. A copy of the record takes it along and finds by
/// the reference that it is of another one. Two threads that ask for it at once make the same.
/// </remarks>
internal struct Remembered<TSource, TResult> : IEquatable<Remembered<TSource, TResult>>
    where TSource : class
    where TResult : class
{
    private Pair? _pair;

    /// <summary>What was worked out of the record, which holds this in a field.</summary>
    public TResult Of(TSource source, Func<TSource, TResult> make)
    {
        var pair = Volatile.Read(ref _pair);
        if (!ReferenceEquals(pair?.Source, source))
        {
            pair = new Pair(source, make(source));
            Volatile.Write(ref _pair, pair);
        }

        return pair!.Result;
    }

    public readonly bool Equals(Remembered<TSource, TResult> other) => true;

    public override readonly bool Equals(object? obj) => obj is Remembered<TSource, TResult>;

    public override readonly int GetHashCode() => 0;

    private sealed class Pair(TSource source, TResult result)
    {
        public TSource Source => source;

        public TResult Result => result;
    }
}
