using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Aggregation;

/// <summary>One bin of a histogram: from its lower bound to the next bound, which is not in it.</summary>
/// <remarks>Equal when both bound and count are. <c>default</c> is a bin from 0 without values.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct HistogramBin
{
    /// <summary>Creates a bin.</summary>
    /// <param name="lowerBound">The least value that belongs to it.</param>
    /// <param name="count">How many values there are; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public HistogramBin(decimal lowerBound, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (LowerBound, Count) = (lowerBound, count);
    }

    /// <summary>The least value that belongs to the bin: 1, 2 or 5 times a power of ten, its negative, or 0.</summary>
    public decimal LowerBound { get; }

    /// <summary>How many values lie in it.</summary>
    public long Count { get; }

    /// <summary>The bound and the count under the invariant culture.</summary>
    /// <returns>A text such as <c>0.5: 3</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LowerBound}: {Count}");
}
