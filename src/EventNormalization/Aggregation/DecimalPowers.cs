using System;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace EventNormalization.Aggregation;

/// <summary>Goes over between decimals and whole numbers of units of 10^-28.</summary>
internal static class DecimalPowers
{
    private const int CoefficientBits = 96;

    private static readonly UInt128[] Powers = MakePowers();
    private static readonly BigInteger CoefficientEnd = BigInteger.One << CoefficientBits;

    /// <summary>10 to the power of <paramref name="exponent"/>, which is from 0 to 28.</summary>
    public static UInt128 Of(int exponent) => Powers[exponent];

    /// <summary>The decimal without trailing zeros, and zero without a sign.</summary>
    public static decimal Reduce(decimal value)
    {
        var bits = DecimalBits.Of(value);
        var (coefficient, scale) = (new UInt128(bits.High, bits.Low), bits.Scale);
        coefficient = coefficient <= ulong.MaxValue
            ? StripZeros((ulong)coefficient, ref scale)
            : (UInt128)StripZeros((BigInteger)coefficient, ref scale);
        return Make(coefficient, scale, decimal.IsNegative(value));
    }

    /// <summary>The decimal without trailing zeros that is exactly this many units, if there is one.</summary>
    public static bool TryReduce(BigInteger units, out decimal value)
    {
        var scale = ExactSum.ScaleMax;
        var coefficient = StripZeros(BigInteger.Abs(units), ref scale);
        var fits = coefficient < CoefficientEnd;
        value = fits ? Make((UInt128)coefficient, scale, units.Sign < 0) : default;
        return fits;
    }

    /// <summary>
    /// A share of the units in <paramref name="count"/> parts, rounded half to even, with as many decimals, at most 28,
    /// as a decimal holds.
    /// </summary>
    /// <remarks>Each attempt rounds the true quotient, so that nothing is rounded twice.</remarks>
    public static decimal Divide(BigInteger units, long count)
    {
        Debug.Assert(count > 0);
        var magnitude = BigInteger.Abs(units);
        for (var scale = ExactSum.ScaleMax; scale >= 0; scale--)
        {
            var power = Of(ExactSum.ScaleMax - scale);
            if (IsSurelyTooLong(magnitude, power, count))
            {
                continue;
            }

            var quotient = DivideHalfEven(magnitude, (BigInteger)power * count);
            if (quotient < CoefficientEnd)
            {
                quotient = StripZeros(quotient, ref scale);
                return Make((UInt128)quotient, scale, units.Sign < 0);
            }
        }

        throw new OverflowException($"The mean of {count} decimals cannot be so far from zero: the sum is not theirs.");
    }

    /// <summary>The quotient of numbers that are not negative, rounded half to even.</summary>
    public static BigInteger DivideHalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        var order = (2 * rest).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>Writes the units as a number of plain digits without trailing zeros.</summary>
    public static string ToPlainText(BigInteger units)
    {
        var scale = ExactSum.ScaleMax;
        var coefficient = StripZeros(BigInteger.Abs(units), ref scale);
        var digits = coefficient.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = units.Sign < 0 ? "-" : "";
        return scale == 0 ? sign + digits : sign + digits[..^scale] + "." + digits[^scale..];
    }

    /// <summary>Whether the quotient has more bits than a coefficient, told from the bits of its parts alone.</summary>
    private static bool IsSurelyTooLong(BigInteger magnitude, UInt128 power, long count) =>
        magnitude.GetBitLength() - (BitsOf(power) + BitsOf((ulong)count)) > CoefficientBits;

    private static int BitsOf(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    private static ulong StripZeros(ulong magnitude, ref int scale)
    {
        while (scale > 0 && magnitude % 10 == 0)
        {
            magnitude /= 10;
            scale--;
        }

        return magnitude;
    }

    private static BigInteger StripZeros(BigInteger magnitude, ref int scale)
    {
        // Each step applies at most once: a decimal has at most 28 places, which 16, 8 and 4 add up to.
        for (var step = 16; step > 0 && scale > 0 && magnitude.IsEven; step /= 2)
        {
            if (step <= scale)
            {
                var stripped = BigInteger.DivRem(magnitude, (BigInteger)Of(step), out var rest);
                if (rest.IsZero)
                {
                    magnitude = stripped;
                    scale -= step;
                }
            }
        }

        return magnitude;
    }

    private static decimal Make(UInt128 coefficient, int scale, bool isNegative)
    {
        unchecked
        {
            var low = (ulong)coefficient;
            var high = (uint)(coefficient >> 64);
            return new decimal((int)low, (int)(low >> 32), (int)high, isNegative && coefficient != 0, (byte)scale);
        }
    }

    private static UInt128[] MakePowers()
    {
        var powers = new UInt128[ExactSum.ScaleMax + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
