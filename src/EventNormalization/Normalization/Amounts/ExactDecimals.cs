using System;

namespace EventNormalization.Normalization;

/// <summary>Makes a decimal of digits and a power of ten, or says why none is equal to them.</summary>
internal static class ExactDecimals
{
    private const int ScaleMax = 28;
    private const int DigitsMax = 29;
    private const int UInt64DigitsMax = 19;

    private static readonly UInt128 CoefficientMax = (UInt128.One << 96) - 1;

    /// <summary>The value is the number written by the digits, times ten to the power of the exponent.</summary>
    /// <param name="digits">Values from 0 to 9.</param>
    /// <param name="exponent">The power of ten.</param>
    /// <param name="isNegative">Whether the number is below zero; of zero it means nothing.</param>
    /// <param name="value">The number, after success.</param>
    public static ParseFailure? TryCreate(
        ReadOnlySpan<byte> digits, int exponent, bool isNegative, out decimal value)
    {
        value = default;
        digits = digits.TrimStart((byte)0);
        var significant = digits.TrimEnd((byte)0);
        if (significant.IsEmpty)
        {
            return null;
        }

        exponent += digits.Length - significant.Length;
        var integerDigits = significant.Length + exponent;
        if (integerDigits > DigitsMax)
        {
            return AmountFailures.Overflow;
        }

        if (integerDigits <= -ScaleMax)
        {
            return AmountFailures.Underflow;
        }

        var coefficient = CoefficientOf(significant[..Math.Min(DigitsMax, significant.Length)], Math.Max(0, exponent));
        if (coefficient > CoefficientMax && integerDigits == DigitsMax)
        {
            return AmountFailures.Overflow;
        }

        if (coefficient > CoefficientMax || significant.Length > DigitsMax || exponent < -ScaleMax)
        {
            return AmountFailures.Precision;
        }

        value = Create(coefficient, Math.Max(0, -exponent), isNegative);
        return null;
    }

    private static UInt128 CoefficientOf(ReadOnlySpan<byte> digits, int zeros)
    {
        unchecked
        {
            var head = 0UL;
            var headDigits = Math.Min(UInt64DigitsMax, digits.Length);
            foreach (var digit in digits[..headDigits])
            {
                head = (10 * head) + digit;
            }

            UInt128 coefficient = head;
            foreach (var digit in digits[headDigits..])
            {
                coefficient = (10 * coefficient) + digit;
            }

            for (; zeros > 0; zeros--)
            {
                coefficient *= 10;
            }

            return coefficient;
        }
    }

    private static decimal Create(UInt128 coefficient, int scale, bool isNegative)
    {
        unchecked
        {
            var low = (ulong)coefficient;
            return new decimal((int)low, (int)(low >> 32), (int)(uint)(coefficient >> 64), isNegative, (byte)scale);
        }
    }
}
