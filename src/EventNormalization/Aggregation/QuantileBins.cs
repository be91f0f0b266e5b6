using System;
using System.Diagnostics;
using System.Numerics;

namespace EventNormalization.Aggregation;

/// <summary>The bins of quantile sketches: each power of two of units of 10^-28, split evenly into 128.</summary>
/// <remarks>
/// <para>The bin follows from the upper eight bits of the exact number of units, by integers alone, so that it is the
/// same on every machine. A bin is at most 1/128 of its lower end wide.</para>
/// <para>Zero is bin 0, and the bins of negative values have the negative numbers of their magnitudes: bins are ordered
/// like their values.</para>
/// </remarks>
internal static class QuantileBins
{
    /// <summary>The greatest number of a bin: decimals have 190 bits in units of 10^-28.</summary>
    public const int BinMax = 190 << SplitBits;

    private const int SplitBits = 7;
    private const int SplitMask = (1 << SplitBits) - 1;
    private const int DigitCount = 4;

    /// <summary>The bin of a value.</summary>
    public static int BinOf(decimal value)
    {
        var (high, low) = ExactSum.MagnitudeOf(value);
        if (high == 0 && low == 0)
        {
            return 0;
        }

        var exponent = high == 0 ? Log2(low) : 128 + Log2(high);
        var upperBits = (int)(exponent < SplitBits ? low << (SplitBits - exponent) : Shift(high, low, exponent));
        var bin = 1 + (exponent << SplitBits) + (upperBits & SplitMask);
        return decimal.IsNegative(value) ? -bin : bin;
    }

    /// <summary>
    /// The units that stand for the values of a bin: its middle, rounded half to even to four digits.
    /// </summary>
    /// <remarks>
    /// They differ from each of the bin's values by less than 1/200 of it: half of the width is at most 1/256 of
    /// the lower end, and rounding adds at most 1/2000.
    /// </remarks>
    public static BigInteger MiddleOf(int bin)
    {
        if (bin == 0)
        {
            return BigInteger.Zero;
        }

        var exponent = (Math.Abs(bin) - 1) >> SplitBits;
        var upperBits = (1 << SplitBits) + ((Math.Abs(bin) - 1) & SplitMask);
        var width = exponent < SplitBits ? BigInteger.One : BigInteger.One << (exponent - SplitBits);
        var lower = exponent < SplitBits ? upperBits >> (SplitBits - exponent) : upperBits * width;
        var middle = lower + ((width - 1) / 2);
        return bin < 0 ? -Round(middle) : Round(middle);
    }

    private static int Log2(UInt128 value) => 127 - (int)UInt128.LeadingZeroCount(value);

    /// <summary>The upper eight bits of a number of 256 bits whose highest bit is that of the exponent.</summary>
    private static UInt128 Shift(UInt128 high, UInt128 low, int exponent)
    {
        var shift = exponent - SplitBits;
        return high == 0 ? low >> shift
            : shift >= 128 ? high >> (shift - 128)
            : (high << (128 - shift)) | (low >> shift);
    }

    private static BigInteger Round(BigInteger value)
    {
        var end = (BigInteger)10_000;
        Debug.Assert(end == BigInteger.Pow(10, DigitCount));
        var power = BigInteger.One;
        while (value >= end * power)
        {
            power *= 10;
        }

        return DecimalPowers.DivideHalfEven(value, power) * power;
    }
}
