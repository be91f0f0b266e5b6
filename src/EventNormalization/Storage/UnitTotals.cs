using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using EventNormalization.Aggregation;

namespace EventNormalization.Storage;

/// <summary>Totals of amounts that are whole numbers of units of 10^-8 and fit into 64 bits so.</summary>
internal struct UnitTotals
{
    private const int Scale = 8;
    private const decimal Unit = 0.00000001m;

    // The sum of 2^63 integers of 64 bits has at most 127 bits.
    private Int128 _sum;
    private long _min;
    private long _max;

    /// <summary>How many amounts there are.</summary>
    public long Count { get; private set; }

    /// <summary>The least amount, if there is one.</summary>
    public readonly decimal Min => _min * Unit;

    /// <summary>The greatest amount, if there is one.</summary>
    public readonly decimal Max => _max * Unit;

    private static ReadOnlySpan<ulong> UnitsByScale =>
        [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>Adds an amount; false if it is none of those.</summary>
    public bool TryAdd(decimal amount)
    {
        if (!TryToUnits(amount, out var units))
        {
            return false;
        }

        _min = Count == 0 || units < _min ? units : _min;
        _max = Count == 0 || units > _max ? units : _max;
        _sum = unchecked(_sum + units);
        Count++;
        return true;
    }

    /// <summary>The exact sum of the amounts.</summary>
    public readonly ExactSum ToSum()
    {
        var sum = (BigInteger)_sum * BigInteger.Pow(10, ExactSum.ScaleMax - Scale);
        Span<byte> bytes = stackalloc byte[ExactSum.ByteCount];
        bytes.Fill(sum.Sign < 0 ? byte.MaxValue : (byte)0);
        sum.TryWriteBytes(bytes[^sum.GetByteCount()..], out _, isBigEndian: true);
        return ExactSum.ReadFrom(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryToUnits(decimal amount, out long units)
    {
        var bits = DecimalBits.Of(amount);
        units = 0;
        unchecked
        {
            if (bits.High != 0 || bits.Scale > Scale)
            {
                return false;
            }

            if (Math.BigMul(bits.Low, UnitsByScale[bits.Scale], out var magnitude) != 0 || magnitude > long.MaxValue)
            {
                return false;
            }

            units = bits.IsNegative ? -(long)magnitude : (long)magnitude;
            return true;
        }
    }
}
