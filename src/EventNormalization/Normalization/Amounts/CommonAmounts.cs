using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Reads the short amounts of nearly all events in one step, before the grammar is asked.</summary>
/// <remarks>
/// <code>
/// amount = [sign] ["$"] [sign] number        one sign at most, a minus
/// number = digits, in groups of three or in none, with a fraction and an exponent of two digits at most
/// </code>
/// The text is one vector of 16 bytes, and its digits, commas and points are sets of bits, so that the time does not
/// depend on the number of digits. What has another form, or a reading for the number format to refuse, is left to
/// <see cref="AmountGrammar"/>, which reads the same value out of every text that is read here.
/// </remarks>
internal static class CommonAmounts
{
    // Ten to the power of 18 is the largest below 2^63; longer numbers are left to wider arithmetic.
    private const int DigitsMax = 18;
    private const int ScaleMax = 28;

    /// <summary>Reads the whole text; false says nothing about it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, NumberFormat format, out decimal value) =>
        TryRead(text, format, hasCurrency: false, out value);

    /// <summary>Reads the number beside which there may be a currency mark.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, NumberFormat format, bool hasCurrency, out decimal value)
    {
        value = default;
        if (text.IsEmpty || text.Length > ShortText.BytesMax || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        var words = ShortText.Load(text);
        var marks = new AmountBits(words.AsByte(), text.Length);
        if (!marks.TryTakePrefix(words.ToScalar(), ref hasCurrency, out var isNegative))
        {
            return false;
        }

        var exponent = 0;
        if (marks.Others != 0 && (hasCurrency || !TryReadExponent(text, ref marks, out exponent)))
        {
            return false;
        }

        if (!(marks.Commas == 0 ? marks.IsDecimal(format, hasCurrency) : marks.TryGroup(format)))
        {
            return false;
        }

        return TryCreate(marks, exponent, isNegative, out value);
    }

    /// <summary>Reads <c>e3</c>, <c>E+03</c> and the like from the first byte that is of no number.</summary>
    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref AmountBits marks, out int exponent)
    {
        unchecked
        {
            exponent = 0;
            var end = BitOperations.TrailingZeroCount(marks.Others);
            var first = end + 1;
            if ((text[end] | 0x20) != 'e' || first == text.Length || marks.Commas != 0)
            {
                return false;
            }

            var isNegative = text[first] == '-';
            first += isNegative || text[first] == '+' ? 1 : 0;
            var count = text.Length - first;
            if (count is < 1 or > 2)
            {
                return false;
            }

            var ones = (uint)(text[^1] - '0');
            var tens = count == 1 ? 0 : (uint)(text[first] - '0');
            exponent = (int)((10 * tens) + ones);
            exponent = isNegative ? -exponent : exponent;
            marks.EndAt(end);
            return ones <= 9 && tens <= 9;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCreate(in AmountBits marks, int exponent, bool isNegative, out decimal value)
    {
        unchecked
        {
            value = default;
            var coefficient = marks.Coefficient();
            var scale = marks.FractionDigits - exponent;
            if ((uint)scale > ScaleMax)
            {
                if (scale > 0 || marks.Length - scale > DigitsMax)
                {
                    return false;
                }

                coefficient *= PowersOfTen[-scale];
                scale = 0;
            }

            value = new decimal(
                (int)coefficient, (int)(coefficient >> 32), 0, isNegative & (coefficient != 0), (byte)scale);
            return true;
        }
    }

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];
}
