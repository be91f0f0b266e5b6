using System;
using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>Ordinary decimals as integers: those that are whole numbers of 10^-8 within 64 bits.</summary>
/// <remarks>As integers they are added and compared several times faster.</remarks>
internal static class DecimalUnits
{
    /// <summary>How many decimals a unit has.</summary>
    public const int Scale = 8;

    private const decimal Unit = 0.00000001m;

    private static ReadOnlySpan<ulong> UnitsByScale =>
        [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>How many units a decimal is; false if it is not ordinary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(decimal value, out long units)
    {
        var bits = DecimalBits.Of(value);
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

    /// <summary>The decimal of so many units.</summary>
    public static decimal ToDecimal(long units) => units * Unit;
}
